"""Reads the answers of IMAP servers to FETCH, as imaplib gives them: pieces in an order of the server's liking."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from qvax_cli.rules.local_time import Instant

_UID = re.compile(rb"\bUID (\d+)")
_DATE = re.compile(rb'INTERNALDATE "([ \d]\d)-(\w{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"', re.IGNORECASE)
_MONTHS = (b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec")


#: What stands around a literal, and the literal.
Item = tuple[bytes, bytes]


class Listed(NamedTuple):
    """A mail in a folder. key: the same at every reading, also after the mail server or qvax was restarted;
    received_at: None for a moment that cannot be."""

    uid: str
    key: str
    received_at: Instant | None


def listed(validity: str, item: Item) -> Listed | None:
    """A mail in an answer to `FETCH … (UID INTERNALDATE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])`; None for none.

    validity: the UIDVALIDITY of the folder, without which a UID says nothing.
    """
    from hashlib import sha256

    number, date = uid_of(item), _DATE.search(item[0])
    if not number:
        return None
    name = b" ".join(item[1].partition(b":")[2].split())
    key = sha256(f"{validity}.{number}.".encode() + name).hexdigest()
    return Listed(number, key, date and _moment(date))


def uid_of(item: Item) -> str:
    """The number of the mail that it is about; "" where none stands."""
    uid = _UID.search(item[0])
    return uid[1].decode() if uid else ""


def content_of(data: list[Any]) -> bytes | None:
    """The content in an answer to a FETCH of one mail; None when there is none (any more)."""
    return next((content for _, content in items(data)), None)


def items(data: list[Any]) -> Iterator[Item]:
    """What stands around each literal, and the literal; empty where a server has put it in quotes, or NIL."""
    for place, piece in enumerate(data):
        if isinstance(piece, tuple) and len(piece) >= 2:
            after = data[place + 1] if place + 1 < len(data) else b""
            yield bytes(piece[0]) + b" " + (after if isinstance(after, bytes) else b""), bytes(piece[1])
        elif isinstance(piece, bytes) and b"BODY[" in piece and not (place and isinstance(data[place - 1], tuple)):
            yield piece, b""


def _moment(date: re.Match[bytes]) -> Instant | None:
    from datetime import UTC, datetime, timedelta

    day, month, year, hour, minute, second, sign, hours, minutes = date.groups()
    try:
        on = (int(year), _MONTHS.index(month.lower()) + 1, int(day))
        wall = datetime(*on, int(hour), int(minute), int(second), tzinfo=UTC)
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        return int((wall + offset if sign == b"-" else wall - offset).timestamp())
    except (ValueError, OverflowError):
        return None
