"""Every failure that a user can meet, each with its exit code, its sentence and what to do next."""

#: What tells apart the failures of one kind (`error.cause` of the contract), and what each means. A cause may be added
#: and never changes its meaning.
CAUSES = {
    "already_listed": "The national number is on the list. For the desk alone.",
    "another_log": "The log does not go through the head that was named.",
    "before_the_log": "It was before the log was complete, so the log does not tell.",
    "cannot_undo": "Too much has happened since to take it back.",
    "center_exists": "There is a center with that code.",
    "database_busy": "Somebody else has been writing to the database for longer than one waits.",
    "database_damaged": "The file is damaged, or no database at all.",
    "database_denied": "The server does not let this user in, or do that.",
    "database_exists": "Something is there already where a database was to be made.",
    "database_failed": "The database does not answer as it should.",
    "database_full": "The disk is full or failing.",
    "database_lost": "The connection to the server was lost.",
    "database_key": "The key does not open the database.",
    "database_missing": "There is no database.",
    "database_newer": "A newer qvax made the database.",
    "database_older": "An older qvax made the database, and it cannot be brought up to date.",
    "database_read_only": "The database cannot be written to.",
    "database_strange": "The file is a database of something else.",
    "database_unreachable": "The database cannot be opened.",
    "database_unsuitable": "The server is too old, or the database has another encoding or order of text.",
    "doses_promised": "More doses are promised than the offer would have.",
    "ends_before_begin": "The offer would end before it begins.",
    "export_not_noted": "An export was written, and counts as if it had not been: the next names the same people.",
    "export_running": "Another export of the second-dose list is being written.",
    "export_unfinished": "That export has never ended, so its people stand in the next one.",
    "file_exists": "The file exists, and is not replaced.",
    "folder_in_use": "The folder holds other files, which others would be let into.",
    "is_encrypted": "The database is encrypted already.",
    "invalid": "A value breaks a rule, or cannot be read; `error.field` names it.",
    "last_admin": "Without them nobody could look after the operators any more.",
    "left_on_request": "The person asked to be erased. For the desk alone.",
    "left_vaccinated": "The person was vaccinated and has left the list. For the desk alone.",
    "listed_elsewhere": "The national number is on the list of another center. For the desk alone.",
    "message_over": "The message cannot be sent any more.",
    "no_backup": "The file is no backup.",
    "no_operator": "There are operators, and whoever is at work is none.",
    "no_server": "That is for a database on a server, and this one is in a file.",
    "no_such_center": "No center has that code.",
    "no_such_code": "The ledger has no invitation with that code.",
    "no_such_export": "No export of the second-dose list has that number.",
    "no_such_file": "There is no such file.",
    "no_such_invitation": "No invitation has that code, and nobody of the evening is called so.",
    "no_such_message": "There is no such message in the outbox.",
    "no_such_offer": "There is no such offer.",
    "no_such_operator": "There is no such operator.",
    "no_such_page": "No page of the documentation, or more than one, has that name.",
    "no_such_person": "Nobody has that id, national number or code, or is called so. For the desk alone.",
    "no_such_program": "A program that is needed for it is not installed.",
    "no_such_reply": "No such message waits to be read.",
    "nobody_available": "Nobody on the list can come then.",
    "not_a_file": "What is asked for needs a database in a file.",
    "not_confirmed": "The person is not confirmed, so there is no outcome.",
    "not_listed": "The person is not on the list any more.",
    "not_taking_part": "The center uses another system.",
    "nothing_to_undo": "Nothing was entered by hand that could be taken back.",
    "offer_cancelled": "The offer was cancelled.",
    "offer_over": "The time of the offer is over.",
    "operator_exists": "There is an operator of that name.",
    "other_center": "Whoever is at work belongs to another center.",
    "overtaken": "Somebody else has changed the same thing at the same time.",
    "role_forbids": "The role of whoever is at work does not let them do it.",
    "rows_rejected": "Rows are wrong, and none was to go in then (`--strict`).",
    "several_centers": "More than one center is meant.",
    "several_offers": "Several offers go on, and none was named.",
    "several_people": "More than one person is meant. For the desk alone.",
    "tomorrow_meant": "The time of day is over; that of tomorrow may have been meant.",
    "too_long_ago": "The offer would be over by now.",
    "unanswered": "The person was asked and has not answered, so there is no outcome.",
}


class QvaxError(Exception):
    """A failure shown as one sentence. `exit_code` and `code` are part of the contract (RULES, exit codes).

    hint: what to do, in words for anybody; where commands help, the terminal has a better one. cause: one of CAUSES,
    where there are several of the kind; facts: what a hint of that cause names.
    """

    exit_code = 1
    code = "bug"
    #: Whether it tells something about a person that only those at the desk may know, as that a number is on the list.
    for_the_desk = False

    def __init__(self, message: str, hint: str = "", *, cause: str = "", **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.cause = cause
        self.facts = facts


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


class KnownPerson(Refused):
    """A rule says no because of what is known of a person. Whoever is not at the desk gets the same answer as if
    nothing were known."""

    for_the_desk = True


class UnknownPerson(NotFound):
    """Nobody on the list is meant by that, which also tells something."""

    for_the_desk = True


class DoneInPart(QvaxError):
    """What was done stands, and something that belongs to it could not be done."""

    exit_code = 5
    code = "in_part"


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
