"""Whole batches of people: what an import reads and writes, in statements that stand for many rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from qvax_cli.store.database import Database
from qvax_cli.store.exclusions import fingerprint
from qvax_cli.store.people import Person
from qvax_cli.store.rows import columns

#: Values in one IN.
_VALUES = 500
_PERSON = columns(Person)
_SETS = ", ".join(f"{field} = ?" for field in Person._fields)

#: A person to be added: id, registered_at, seen_at, lot, salt, and the fields of Person.
Row = tuple[int, int, int, int, bytes, str, int, str, str, str, str, str | None, str | None, str | None]
#: A row of `available`: center_id, block, rank, reservist_id.
Block = tuple[int, int, int, int]


class Known(NamedTuple):
    """Somebody who is in the database. A person has a number, so nobody who was erased is among them.

    data: the fields of Person, as they come; most of them are only compared, and equal to a Person that says the same.
    """

    id: int
    state: str
    lot: int
    salt: bytes
    data: tuple[Any, ...]

    @property
    def person(self) -> Person:
        """The person that is known."""
        return Person._make(self.data)


def by_number(db: Database, numbers: Collection[str]) -> dict[str, Known]:
    """Those of these national numbers who are in the database."""
    sql = f"SELECT id, state, lot, salt, {_PERSON} FROM reservists WHERE number IN (:wanted)"
    return {row[4]: Known(row[0], row[1], row[2], row[3], row[4:]) for row in _found(db, sql, numbers)}


def windows(db: Database, ids: Collection[int]) -> dict[int, list[tuple[int, int]]]:
    """The windows of each of these people who has any, in order of time."""
    sql = """SELECT reservist_id, starts_at, ends_at FROM windows WHERE reservist_id IN (:wanted)
             ORDER BY reservist_id, starts_at"""
    return _by_person(_found(db, sql, ids))


def withheld(db: Database, ids: Collection[int]) -> dict[int, list[tuple[int, int]]]:
    """What silence has taken from each of these people and was not given back (R18)."""
    sql = """SELECT i.reservist_id, w.starts_at, w.ends_at
             FROM invitations AS i JOIN withheld AS w ON w.invitation_id = i.id WHERE i.reservist_id IN (:wanted)"""
    return _by_person(_found(db, sql, ids))


def excluded(db: Database, numbers: Iterable[str]) -> dict[str, str]:
    """Why each of these national numbers left, for those that did: "withdrawn" or "vaccinated" (R7, R22)."""
    if db.one("SELECT 1 FROM exclusions LIMIT 1") is None:
        return {}
    prints = {fingerprint(db, number): number for number in numbers}
    rows = _found(db, "SELECT fingerprint, why FROM exclusions WHERE fingerprint IN (:wanted)", prints)
    return {prints[left]: why for left, why in rows}


def next_id(db: Database) -> int:
    """The id of the next person to be added; true until somebody else adds one."""
    return db.number("SELECT coalesce(max(id), 0) + 1 FROM reservists")


def add(db: Database, people: Sequence[Row]) -> None:
    """Puts people on the list, in the order of their ids."""
    names = ("state", "source", "id", "registered_at", "seen_at", "lot", "salt", *Person._fields)
    _fill(db, "reservists", names, [("listed", "import", *person) for person in people])


def update(db: Database, people: Iterable[tuple[int, Person]], now: int) -> None:
    """Brings listed people up to date, by id; their lots and moments of registration stay."""
    db.many(
        f"UPDATE reservists SET {_SETS}, seen_at = ? WHERE id = ? AND state = 'listed'",
        ((*person, now, reservist_id) for reservist_id, person in people),
    )


def add_windows(db: Database, rows: Sequence[tuple[int, int, int]]) -> None:
    """Adds windows: (reservist_id, starts_at, ends_at)."""
    _fill(db, "windows", ("reservist_id", "starts_at", "ends_at"), rows)


def drop_windows(db: Database, rows: Iterable[tuple[int, int]]) -> None:
    """Drops windows: (reservist_id, starts_at)."""
    db.many("DELETE FROM windows WHERE reservist_id = ? AND starts_at = ?", rows)


def add_blocks(db: Database, rows: Sequence[Block]) -> None:
    """Adds blocks of people who are new, best in their order."""
    _fill(db, "available", ("center_id", "block", "rank", "reservist_id"), rows)


def add_more_blocks(db: Database, rows: Iterable[Block]) -> None:
    """Adds blocks of people who are known; one may linger from a window that has passed meanwhile."""
    db.many(
        """INSERT INTO available (center_id, block, rank, reservist_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""",
        rows,
    )


def drop_blocks(db: Database, rows: Iterable[Block]) -> None:
    """Drops blocks."""
    db.many("DELETE FROM available WHERE center_id = ? AND block = ? AND rank = ? AND reservist_id = ?", rows)


def _fill(db: Database, table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        db.fill(table, names, rows)


def _found(db: Database, sql: str, values: Collection[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query about what is `:wanted`, for all of these values."""
    wanted = sorted(values)
    return chain.from_iterable(
        db.stream(sql, wanted=wanted[start : start + _VALUES]) for start in range(0, len(wanted), _VALUES)
    )


def _by_person(rows: Iterable[tuple[int, int, int]]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for reservist_id, start, end in rows:
        found[reservist_id].append((start, end))
    return found
