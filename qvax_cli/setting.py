"""One setting: its name, its kind, and what its value may be."""

import re
from typing import Any, NamedTuple

from qvax_cli.errors import Misconfigured


class Key(NamedTuple):
    """One setting. `kind` is "text", "number", "file", "choice", "names" (some of `choices`, in order), "url",
    "template" (of an address), "hours", "flag", "texts" (any number of them) or "command" (a program and its
    arguments); numbers lie between `low` and `high`."""

    section: str
    name: str
    kind: str
    default: Any
    help: str
    choices: tuple[str, ...] = ()
    low: float = 0
    high: float = 1_000_000

    @property
    def path(self) -> str:
        return f"{self.section}.{self.name}"

    @property
    def whole(self) -> bool:
        """Whether the number counts things, rather than measuring time."""
        return not isinstance(self.default, float) and not self.name.endswith(
            ("_seconds", "_minutes", "_hours", "_days")
        )

    @property
    def variable(self) -> str:
        return f"QVAX_{'' if self.section == 'defaults' else self.section + '_'}{self.name}".upper()

    def of_text(self, text: str) -> Any:
        """The value in a variable, where everything is text. Misconfigured."""
        if self.kind == "command":
            return self._command(text.split(), self.variable)
        if self.kind == "texts":
            return self.checked([part.strip() for part in text.split(",") if part.strip()], self.variable)
        if self.kind != "number":
            return self.checked(text, self.variable)
        try:
            number = float(text)
        except ValueError:
            raise Misconfigured(f"{self.variable}: “{text}” is not a number") from None
        return self.checked(int(number) if number.is_integer() else number, self.variable)

    def checked(self, value: Any, source: str) -> Any:
        """The value as it is used; source: where it was found, for the sentence. Misconfigured."""
        where = source if source == self.variable else f"{source}: {self.path}"
        if self.kind == "number":
            if not isinstance(value, int | float) or isinstance(value, bool) or not self.low <= value <= self.high:
                raise Misconfigured(f"{where} is a number from {self.low:g} to {self.high:g}")
            if self.whole and not isinstance(value, int):
                raise Misconfigured(f"{where} is a whole number")
        elif self.kind in _PARSED:
            return _PARSED[self.kind](self, value, where)
        elif self.kind == "texts":
            if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
                raise Misconfigured(f"{where} is a list of texts")
            return tuple(one.strip() for one in value)
        elif not isinstance(value, str):
            raise Misconfigured(f"{where} is a text in quotes")
        elif self.choices and value not in self.choices:
            raise Misconfigured(f"{where} is one of {', '.join(filter(None, self.choices))}")
        elif any(sign < " " and sign not in "\t\r\n" for sign in value):
            raise Misconfigured(f"{where} holds a character that cannot be seen")
        elif self.kind in _CHECKED:
            _CHECKED[self.kind](self, value, where)
        return value

    def _check_address(self, value: str, where: str) -> None:
        if _holds_login(value):
            instead = 'user, password_file and login = "basic" take its place' if self.kind == "template" else ""
            raise Misconfigured(f"{where} holds a login name or password before its server", instead)
        if self.kind == "url" and value and not _is_url(value):
            raise Misconfigured(f"{where} is an address that begins with https://")

    def _check_hours(self, value: str, where: str) -> None:
        from qvax_cli.rules.complaint import Complaint
        from qvax_cli.rules.quiet_hours import parse

        try:
            parse(value, self.path)
        except Complaint as complaint:
            raise Misconfigured(f"{where}: {complaint.reason}", complaint.hint) from None

    def _flag(self, value: Any, where: str) -> bool:
        """True or false; in a variable as a word."""
        known = {True: True, False: False, "true": True, "false": False}
        if isinstance(value, bool | str) and value in known:
            return known[value]
        raise Misconfigured(f"{where} is true or false")

    def _names(self, value: Any, where: str) -> str:
        """A list, or a text with commas, as a text with commas."""
        parts = value.split(",") if isinstance(value, str) else value
        names = [str(part).strip() for part in parts] if isinstance(parts, list) else ["?"]
        if names != [""] and (len(set(names)) < len(names) or not set(names) <= set(self.choices)):
            raise Misconfigured(
                f"{where} is a list of {' and '.join(self.choices)}, each once", f'{self.name} = ["mail"]'
            )
        return ", ".join(names)

    def _command(self, value: Any, where: str) -> tuple[str, ...]:
        """A list, as what never changes."""
        if not isinstance(value, list) or not all(isinstance(word, str) and word.isprintable() for word in value):
            raise Misconfigured(
                f"{where} is a list: the program, then its arguments", f'{self.name} = ["oama", "access"]'
            )
        if value and not value[0]:
            raise Misconfigured(f"{where} begins with the name of a program")
        return tuple(value)


def _is_url(value: str) -> bool:
    return value.startswith(("https://", "http://")) and value.isprintable() and has_server(value)


def has_server(url: str) -> bool:
    """Whether a server and its port can be told from an address."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _holds_login(url: str) -> bool:
    """Whether something stands before the server of an address, which is shown and sent as it is."""
    return "@" in re.split(r"[/?#\\]", url.partition("://")[2], maxsplit=1)[0]


#: The kinds whose values are read in their own way.
_PARSED = {"flag": Key._flag, "names": Key._names, "command": Key._command}
#: The kinds whose texts are what they have to be.
_CHECKED = {"url": Key._check_address, "template": Key._check_address, "hours": Key._check_hours}
