"""What an audit reads: the log as it was written, what stands beside it, and what the database says now (R34)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from qvax_cli.errors import Refused
from qvax_cli.store.database import Database
from qvax_cli.store.operators import kept_to

_TEXT = "id, at, operator, what, center_id, offer_id, invitation_id, reservist_id, detail, facts"


class Standing(NamedTuple):
    """What the database says: the states of invitations, offers as (doses, state), windows by person."""

    invitations: dict[int, str]
    offers: dict[int, tuple[int, str]]
    windows: dict[int, tuple[tuple[int, int], ...]]


def events(db: Database) -> Iterator[tuple[tuple[int | str | None, ...], bytes]]:
    """Every event: the columns that its text is made of (docs/reference/log.md), and its hash. Refused to a login that
    does not open the whole log."""
    if db.by_login and kept_to(db) is not None:
        raise Refused(
            "that is told from the whole log, and this login opens that of one center alone",
            "ask an admin",
            cause="role_forbids",
        )
    for row in db.stream(f"SELECT {_TEXT}, hash FROM events ORDER BY id"):
        yield row[:-1], bytes(row[-1])


def hash_of(db: Database, event: int) -> bytes | None:
    """The hash of the event with this number."""
    row = db.one("SELECT hash FROM events WHERE id = :id", id=event)
    return None if row is None else bytes(row["hash"])


def portions(db: Database) -> dict[int, tuple[bytes, bytes]]:
    """The people of events that are about many, and their commitments."""
    rows = db.stream("SELECT event_id, people, commitments FROM portions")
    return {row[0]: (bytes(row[1]), bytes(row[2])) for row in rows}


def facts(db: Database) -> dict[int, tuple[str, int, bytes]]:
    """Birth date, lot and salt of everybody who was not erased."""
    rows = db.stream("SELECT id, birth_date, lot, salt FROM reservists WHERE salt IS NOT NULL")
    return {row[0]: (row[1], row[2], bytes(row[3])) for row in rows}


def codes(db: Database) -> dict[int, str]:
    """The codes of all invitations."""
    return dict(db.stream("SELECT id, code FROM invitations"))


def standing(db: Database) -> Standing:
    """What the database says now."""
    windows: dict[int, Any] = {}
    for person, start, end in db.stream("SELECT reservist_id, starts_at, ends_at FROM windows ORDER BY starts_at"):
        windows.setdefault(person, []).append((start, end))
    return Standing(
        dict(db.stream("SELECT id, state FROM invitations")),
        {row[0]: (row[1], row[2]) for row in db.stream("SELECT id, doses, state FROM offers")},
        {person: tuple(theirs) for person, theirs in windows.items()},
    )
