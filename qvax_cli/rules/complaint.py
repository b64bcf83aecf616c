"""What a rule says when it refuses something."""


class Complaint(ValueError):
    """A value that a rule refuses.

    field: the name of the value as the user knows it ("niss", "mobile", "available", "until");
    reason: one sentence without the final stop, never with a national number in it (R25);
    hint: what to do, or "".
    """

    def __init__(self, field: str, reason: str, hint: str = "") -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
        self.hint = hint

    def __reduce__(self) -> tuple[type["Complaint"], tuple[str, str, str]]:
        return type(self), (self.field, self.reason, self.hint)


class Unreadable(Complaint):
    """A value that could not be read at all: a slip in typing (exit 2), not a refusal by a rule (exit 4)."""
