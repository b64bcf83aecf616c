"""What a round that nobody looks at has to say of what is out of order: when it begins, each quarter, when it ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from qvax_cli.rules.local_time import Instant
from qvax_cli.store import troubles
from qvax_cli.store.database import Database
from qvax_cli.store.troubles import Trouble

_MINUTE, _QUARTER = 60, 15


class ToTell(NamedTuple):
    """What has to be heard now: what is out of order, and what is not any more."""

    lasting: list[Trouble]
    over: list[Trouble]


@contextmanager
def telling(db: Database, now: Instant, heard: Callable[[], bool]) -> Iterator[ToTell]:
    """What has to be heard now. It counts as told when the block that says it ends well, and was heard: where nobody
    could be told (a closed pipe, a full disk), the next round says it, and of two rounds at once one does."""
    if not any(_to_tell(db, now)):
        yield ToTell([], [])
        return
    with db.write():
        now_to_tell = _to_tell(db, now)
        yield now_to_tell
        if not heard():
            return
        for one in now_to_tell.lasting:
            troubles.told(db, one.name, one.direction, now)
        troubles.forget_over(db)


def _to_tell(db: Database, now: Instant) -> ToTell:
    return ToTell([one for one in troubles.every(db) if _is_due(one, now)], troubles.over(db))


def _is_due(one: Trouble, now: Instant) -> bool:
    """Whether nobody was told yet, or another quarter of an hour since it began has passed after that.

    A moment ahead of now is of a clock that was set back.
    """
    if one.told_at is None or one.told_at > now:
        return True
    return _quarters(one.since, now) > _quarters(one.since, one.told_at)


def _quarters(since: Instant, at: Instant) -> int:
    """In whole minutes: cron is not on the second."""
    return (at // _MINUTE - since // _MINUTE) // _QUARTER
