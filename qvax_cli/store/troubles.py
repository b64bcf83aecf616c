"""Channels that take nothing and inboxes that cannot be read, for as long as that lasts."""

from collections.abc import Container
from typing import NamedTuple

from qvax_cli.store.database import Database
from qvax_cli.store.rows import columns, row_to


class Trouble(NamedTuple):
    """A row of troubles. `direction` is "out" or "in"; `since` is the first of the failures in a row, `told_at` when a
    round that nobody looks at last said so."""

    name: str
    direction: str
    since: int
    failures: int
    next_try_at: int
    reason: str
    told_at: int | None


_SELECT = f"SELECT {columns(Trouble)} FROM troubles"
_trouble = row_to(Trouble)


def every(db: Database) -> list[Trouble]:
    """What is out of order."""
    return [_trouble(row) for row in db.all(f"{_SELECT} WHERE failures > 0 ORDER BY since, name")]


def of(db: Database, name: str, direction: str) -> Trouble | None:
    """What is wrong with this one; None when nothing is."""
    row = db.one(
        f"{_SELECT} WHERE name = :name AND direction = :direction AND failures > 0", name=name, direction=direction
    )
    return None if row is None else _trouble(row)


def unread_since(db: Database) -> int | None:
    """Since when an inbox cannot be read; None while all can be."""
    since = db.one("SELECT min(since) AS since FROM troubles WHERE direction = 'in' AND failures > 0")
    return None if since is None or since["since"] is None else int(since["since"])


def failed(db: Database, name: str, direction: str, reason: str, *, now: int, next_try_at: int) -> None:
    """It has failed, again perhaps."""
    db.run(
        """INSERT INTO troubles (name, direction, since, failures, next_try_at, reason)
           VALUES (:name, :direction, :now, 1, :next_try_at, :reason)
           ON CONFLICT (name, direction) DO UPDATE SET failures = troubles.failures + 1,
               since = CASE WHEN troubles.failures > 0 THEN troubles.since ELSE excluded.since END,
               told_at = CASE WHEN troubles.failures > 0 THEN troubles.told_at END,
               next_try_at = excluded.next_try_at, reason = excluded.reason""",
        name=name,
        direction=direction,
        reason=reason,
        now=now,
        next_try_at=next_try_at,
    )


def works(db: Database, name: str, direction: str) -> None:
    """It is in order (again). Where somebody was told that it was not, they have still to be told of this."""
    key = {"name": name, "direction": direction}
    if db.changed(
        "UPDATE troubles SET failures = 0 WHERE name = :name AND direction = :direction AND failures > 0", **key
    ):
        db.run("DELETE FROM troubles WHERE name = :name AND direction = :direction AND told_at IS NULL", **key)


def told(db: Database, name: str, direction: str, now: int) -> None:
    """That it is out of order was said now."""
    db.run(
        "UPDATE troubles SET told_at = :now WHERE name = :name AND direction = :direction",
        name=name,
        direction=direction,
        now=now,
    )


def over(db: Database) -> list[Trouble]:
    """What works again, though nobody was told yet."""
    return [_trouble(row) for row in db.all(f"{_SELECT} WHERE failures = 0 ORDER BY since, name")]


def forget_over(db: Database) -> None:
    """What works again was told."""
    db.run("DELETE FROM troubles WHERE failures = 0")


def forget_others(db: Database, direction: str, names: Container[str]) -> None:
    """What is not configured any more is not out of order."""
    for trouble in every(db):
        if trouble.direction == direction and trouble.name not in names:
            works(db, trouble.name, direction)


def try_now(db: Database, direction: str, now: int) -> None:
    """Whatever has failed is tried again without waiting."""
    db.run("UPDATE troubles SET next_try_at = :now WHERE direction = :direction", direction=direction, now=now)
