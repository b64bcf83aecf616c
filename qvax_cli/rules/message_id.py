"""The Message-IDs of our mails (RFC 5322): each names its message, so that whatever comes back with it names it too."""

import re
from typing import NamedTuple

# Whatever the domain of that day; the second is of before the sender's own stood there.
_WHERE = r"(?:\.qvax@[\w.-]{1,253}|@qvax\.invalid)"
#: One of ours, without the angle brackets.
PATTERN = rf"\d{{1,18}}\.[a-z_]{{1,20}}(?:\.[0-9A-Z]{{8}})?{_WHERE}"
_PARTS = re.compile(rf"<?(\d{{1,18}})\.([a-z_]{{1,20}})(?:\.([0-9A-Z]{{8}}))?{_WHERE}>?", re.ASCII)


class Named(NamedTuple):
    """What a Message-ID names: a message of the outbox, its kind, and the code of its invitation, "" without one."""

    number: int
    kind: str
    code: str


def key(number: int, kind: str, code: str) -> str:
    """What a message is called for ever, safe in the name of a file."""
    return f"{number}.{kind}.{code}" if code else f"{number}.{kind}"


def beginning(key: str) -> str:
    """What the Message-ID of a message begins with, whatever the domain, and no other does."""
    return f"<{key}.qvax@"


def spelled(key: str, domain: str) -> str:
    """The Message-ID of a message in mails of that domain."""
    return f"{beginning(key)}{domain}>"


def read(text: str) -> Named | None:
    """What a Message-ID names, with the angle brackets or without; None when it is somebody else's."""
    parts = _PARTS.fullmatch(text)
    return Named(int(parts[1]), parts[2], parts[3] or "") if parts else None
