"""The nightly upkeep (R23): past windows, personal data past their retention, old texts. In short transactions."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple

from qvax_cli.loop.register import erase
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import availability, events, outbox, people, replies
from qvax_cli.store.database import Database

#: Rows in one transaction, so that a coordinator beside it never waits.
_CHUNK = 500


class Retention(NamedTuple):
    """How long data are kept, in seconds."""

    vaccinated: int
    silent: int
    message: int


class Swept(NamedTuple):
    """What was taken away."""

    windows: int
    erased: int
    messages: int


Transaction = Callable[[], AbstractContextManager[None]]


def sweep(db: Database, retention: Retention, write: Transaction, *, now: Instant) -> Swept:
    """Drops and erases what is past its time. `write` opens the transaction of each step."""
    windows = _repeat(write, lambda: availability.drop_past(db, now, _CHUNK))
    erased = _repeat(write, lambda: _erase_some(db, retention, now))
    messages = _repeat(write, lambda: outbox.erase_bodies(db, now - retention.message, _CHUNK))
    messages += _repeat(write, lambda: replies.erase_texts(db, now - retention.message, now, _CHUNK))
    with write():
        if windows or erased or messages:
            detail = f"{windows} windows, {erased} people, {messages} messages"
            events.record(db, "cleaned up", now, detail=detail)
    return Swept(windows, erased, messages)


def _repeat(write: Transaction, step: Callable[[], int]) -> int:
    total = 0
    while True:
        with write():
            done = step()
        total += done
        if done == 0:
            return total


def _erase_some(db: Database, retention: Retention, now: Instant) -> int:
    found = people.past_retention(
        db,
        vaccinated_before=now - retention.vaccinated,
        silent_before=now - retention.silent,
        limit=_CHUNK,
    )
    for reservist in found:
        erase(db, reservist, "erased after retention", now=now)
    return len(found)


def optimise(db: Database) -> None:
    """Refreshes what the query planner knows, and folds the write-ahead log back into the file."""
    from sqlite_utils import Database as Tables

    tables = Tables(db.conn, execute_plugins=False)
    with db.write():  # by itself it would read first and then find the lock taken, without waiting for it
        tables.execute("PRAGMA optimize")
    tables.execute("PRAGMA wal_checkpoint(PASSIVE)")
