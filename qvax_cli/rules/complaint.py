"""What a rule says when it refuses something."""


class Complaint(ValueError):
    """A value that a rule refuses.

    field: the name of the value as the user knows it ("niss", "mobile", "available", "until");
    reason: one sentence without the final stop, never with a national number in it (R25);
    hint: what to do, or "", in words for anybody;
    cause: what tells it apart for a program, where that helps (errors.CAUSES); facts: what a hint of that cause names.
    """

    def __init__(self, field: str, reason: str, hint: str = "", *, cause: str = "invalid", **facts: object) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
        self.hint = hint
        self.cause = cause
        self.facts = facts

    def __reduce__(self) -> tuple[type["Complaint"], tuple[str, str, str], dict[str, object]]:
        return type(self), (self.field, self.reason, self.hint), {"cause": self.cause, "facts": self.facts}


class Unreadable(Complaint):
    """A value that could not be read at all: a slip in typing (exit 2), not a refusal by a rule (exit 4)."""
