"""The nightly upkeep (R23): past windows, personal data past their retention, old texts. In short transactions."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from qvax_cli.loop.forget import erase
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.pace import hour_of
from qvax_cli.store import applications, events, outbox, past_people, past_windows, replies, tallies, visits
from qvax_cli.store.database import Database
from qvax_cli.store.operators import allowed

# What one transaction does, so that it takes a tenth of a second or two, which a coordinator beside it hardly notices.
_WINDOWS = 15_000
_BLOCKS = 150_000
_TEXTS = 2_000
_PEOPLE = 500
#: So long after its end an application is kept: a message to whoever made it may still be on its way.
LAST_MESSAGES = 600

_TASK = "clean up"


class Retention(NamedTuple):
    """How long data are kept, in seconds."""

    vaccinated: int
    silent: int
    message: int


class Swept(NamedTuple):
    """What was taken away. kept: people who would have been erased, if the second-dose list had named them."""

    windows: int
    erased: int
    messages: int
    kept: int


def sweep(db: Database, retention: Retention, *, now: Instant) -> Swept:
    """Drops and erases what is past its time, in short transactions. Everything is looked for before the lock is taken.

    Messages go before people, who would take theirs with them: so the counts are those that `foresee` gives.
    """
    allowed(db, _TASK)
    db.expect_many_rows()
    windows = _drop_windows(db, now)
    before = now - retention.message
    messages = _in_portions(db, outbox.with_old_bodies(db, before), _TEXTS, lambda ids: outbox.erase_bodies(db, ids))
    messages += _in_portions(
        db, replies.with_old_texts(db, before), _TEXTS, lambda ids: replies.erase_texts(db, ids, now)
    )
    sweep_site(db, now=now)
    last_sign = _last_sign(retention, now)
    erased = _in_portions(
        db, past_people.past_retention(db, **last_sign), _PEOPLE, lambda ids: _erase(db, ids, last_sign, now)
    )
    if windows or erased or messages:
        with db.write():
            detail = f"{windows} windows, {erased} people, {messages} messages"
            events.record(db, "cleaned up", now, detail=detail)
    return Swept(windows, erased, messages, _kept(db, retention, now))


def sweep_site(db: Database, *, now: Instant) -> None:
    """Erases applications that nobody has confirmed in their day, and what else of visitors is over."""
    over = applications.past(db, now - LAST_MESSAGES)
    with db.write():
        applications.drop(db, over)
        visits.drop_past(db, now)
        tallies.drop_past(db, hour_of(now) - 1)


def foresee(db: Database, retention: Retention, *, now: Instant) -> Swept:
    """What `sweep` would take away now."""
    allowed(db, _TASK)
    before = now - retention.message
    return Swept(
        past_windows.count(db, now),
        len(past_people.past_retention(db, **_last_sign(retention, now))),
        len(outbox.with_old_bodies(db, before)) + len(replies.with_old_texts(db, before)),
        _kept(db, retention, now),
    )


def _kept(db: Database, retention: Retention, now: Instant) -> int:
    return past_people.kept_for_export(db, now - retention.vaccinated)


def _last_sign(retention: Retention, now: Instant) -> dict[str, int]:
    return {"vaccinated_before": now - retention.vaccinated, "silent_before": now - retention.silent}


def _drop_windows(db: Database, now: Instant) -> int:
    dropped = 0
    for after, upto in past_windows.ranges(db, now, _WINDOWS):
        more = True
        while more:
            with db.write():
                one_by_one = past_windows.drop_one_by_one(db, now, after, upto, _PEOPLE)
                more = one_by_one > 0
                dropped += one_by_one if more else past_windows.drop(db, now, after, upto)
            db.give_way()
    for portion in past_windows.stretches(db, now, _BLOCKS):
        with db.write():
            past_windows.drop_blocks(db, portion)
        db.give_way()
    with db.write():
        past_windows.drop_withheld(db, now)
    return dropped


def _in_portions(db: Database, ids: Sequence[int], size: int, do: Callable[[Sequence[int]], int]) -> int:
    """Does something with all of these, each portion in a transaction; the sum of what it returns."""
    total = 0
    for start in range(0, len(ids), size):
        with db.write():
            total += do(ids[start : start + size])
        db.give_way()
    return total


def _erase(db: Database, ids: Sequence[int], last_sign: dict[str, int], now: Instant) -> int:
    """Erases those who have still given no sign of life; how many."""
    leaving = past_people.still_past_retention(db, ids, **last_sign)
    if leaving:
        erase(db, leaving, "erased after retention", now=now)
    return len(leaving)
