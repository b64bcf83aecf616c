"""Channels that take nothing and inboxes that cannot be read, for as long as that lasts."""

from collections.abc import Container
from typing import NamedTuple

from qvax_cli.store.database import Database
from qvax_cli.store.rows import columns, row_to


class Trouble(NamedTuple):
    """A row of troubles. `direction` is "out" or "in"; `since` is the first of the failures in a row."""

    name: str
    direction: str
    since: int
    failures: int
    next_try_at: int
    reason: str


_SELECT = f"SELECT {columns(Trouble)} FROM troubles"
_trouble = row_to(Trouble)


def every(db: Database) -> list[Trouble]:
    """What is out of order."""
    return [_trouble(row) for row in db.all(f"{_SELECT} ORDER BY since, name")]


def of(db: Database, name: str, direction: str) -> Trouble | None:
    """What is wrong with this one; None when nothing is."""
    row = db.one(f"{_SELECT} WHERE name = :name AND direction = :direction", name=name, direction=direction)
    return None if row is None else _trouble(row)


def unread_since(db: Database) -> int | None:
    """Since when an inbox cannot be read; None while all can be."""
    since = db.one("SELECT min(since) AS since FROM troubles WHERE direction = 'in'")
    return None if since is None or since["since"] is None else int(since["since"])


def failed(db: Database, name: str, direction: str, reason: str, *, now: int, next_try_at: int) -> None:
    """It has failed, again perhaps."""
    db.run(
        """INSERT INTO troubles (name, direction, since, failures, next_try_at, reason)
           VALUES (:name, :direction, :now, 1, :next_try_at, :reason)
           ON CONFLICT (name, direction) DO UPDATE SET failures = troubles.failures + 1,
               next_try_at = excluded.next_try_at, reason = excluded.reason""",
        name=name,
        direction=direction,
        reason=reason,
        now=now,
        next_try_at=next_try_at,
    )


def works(db: Database, name: str, direction: str) -> None:
    """It is in order (again)."""
    db.run("DELETE FROM troubles WHERE name = :name AND direction = :direction", name=name, direction=direction)


def forget_others(db: Database, direction: str, names: Container[str]) -> None:
    """What is not configured any more is not out of order."""
    for trouble in every(db):
        if trouble.direction == direction and trouble.name not in names:
            works(db, trouble.name, direction)


def try_now(db: Database, direction: str, now: int) -> None:
    """Whatever has failed is tried again without waiting."""
    db.run("UPDATE troubles SET next_try_at = :now WHERE direction = :direction", direction=direction, now=now)
