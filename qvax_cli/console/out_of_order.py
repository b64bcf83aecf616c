"""What is out of order, told when it begins, each quarter of an hour, and when it ends: a quiet round says it, too."""

from collections.abc import Iterable

from qvax_cli.console import tables
from qvax_cli.rules.local_time import Instant
from qvax_cli.store.troubles import Trouble

_QUARTER = 15 * 60
#: How often rounds are that nobody looks at: cron has no shorter step.
_STEP = 60


def news(before: Iterable[Trouble], after: Iterable[Trouble], now: Instant) -> list[str]:
    """The sentences for a round that found `before` and left `after`; none where nothing has to be heard now."""
    were = {(one.name, one.direction): one for one in before}
    are = {(one.name, one.direction): one for one in after}
    lasting = [one for key, one in are.items() if key not in were or _quarter_passed(one.since, now)]
    over = [one for key, one in were.items() if key not in are]
    return [_trouble(one, now) for one in lasting] + [
        f"In order again: {_what(one)}. It was not since {tables.when(one.since, now)}." for one in over
    ]


def _quarter_passed(since: Instant, now: Instant) -> bool:
    return (now - since) // _QUARTER > (now - since - _STEP) // _QUARTER


def _trouble(one: Trouble, now: Instant) -> str:
    return f"Out of order since {tables.when(one.since, now)}: {_what(one)}: {one.reason}."


def _what(one: Trouble) -> str:
    return f"messages out by {one.name}" if one.direction == "out" else f"answers in by {one.name}"
