"""Every failure that a user can meet, each with its exit code, its sentence and what to do next."""


class QvaxError(Exception):
    """A failure shown as one sentence. `exit_code` and `code` are part of the contract (RULES, exit codes)."""

    exit_code = 1
    code = "bug"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Declined(QvaxError):
    """The user answered no at a prompt."""

    code = "declined"


class Usage(QvaxError):
    """What was typed cannot be read."""

    exit_code = 2
    code = "usage"


class NotFound(QvaxError):
    """There is no such center, person, offer, code or file."""

    exit_code = 3
    code = "not_found"


class Refused(QvaxError):
    """A rule of the list says no."""

    exit_code = 4
    code = "refused"


class DatabaseFailure(QvaxError):
    """The database is missing, busy, damaged, read-only, or made by a newer qvax."""

    exit_code = 6
    code = "database"


class Misconfigured(QvaxError):
    """The configuration cannot be used as it is."""

    exit_code = 7
    code = "configuration"


#: The exit codes of the contract that are no failure of one sentence.
DONE, DONE_IN_PART, INTERRUPTED = 0, 5, 130
