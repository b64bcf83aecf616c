"""How long messages wait that could not be handed over: longer and longer, as long as they make sense."""

from qvax_cli.rules.local_time import Instant
from qvax_cli.store import attempts, deliveries, log_end, outbox, troubles
from qvax_cli.store.database import Database
from qvax_cli.store.outbox import Message

#: A message that was put off: a minute, two, four … (seconds).
_FIRST_PAUSE, _LONGEST_PAUSE = 60, 15 * 60
#: A channel that takes nothing is tried with one message, soon at every `poll`: that costs a server nothing, and the
#: people wait no longer than it does. A little less than a minute, because cron is not on the second.
_FIRST_LOOK, LONGEST_LOOK = 15, 50

#: A clock that is corrected by less is no trouble.
_A_CLOCK_APART = 120


def put_off(db: Database, message: Message, why: str, now: Instant) -> None:
    """The channel could not take this message now, whose attempt has been recorded."""
    times = attempts.put_offs(db, message.id)
    pause = min(_FIRST_PAUSE * 2 ** min(times - 1, 10), _LONGEST_PAUSE)
    deliveries.put_off(db, message, why, now + pause)


def channel_failed(db: Database, name: str, why: str, now: Instant) -> None:
    """The channel takes nothing: all its messages wait until it does."""
    before = troubles.of(db, name, "out")
    pause = min(_FIRST_LOOK * 2 ** min(before.failures if before else 0, 10), LONGEST_LOOK)
    troubles.failed(db, name, "out", why, now=now, next_try_at=now + pause)
    deliveries.all_wait(db, name, why, now)


def clock_behind(db: Database, now: Instant) -> list[str]:
    """Notices a clock that was set back, and that nothing waits then for a time of before: what to say about it."""
    newest = log_end.newest_at(db)
    if newest is None or newest - now < _A_CLOCK_APART:
        return []
    with db.write():
        outbox.wait_no_more(db, now)
        troubles.try_now(db, "out", now)
    return [f"the clock of this machine stands {(newest - now) // 60} minutes before the newest event: check it"]
