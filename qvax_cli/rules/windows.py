"""Windows of availability: how people write them, which are allowed, how they merge (R8)."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from qvax_cli.rules.complaint import Complaint, Unreadable
from qvax_cli.rules.day_words import MOMENT, Spelled, is_weekday, tidy
from qvax_cli.rules.local_time import (
    Instant,
    day,
    instant,
    local,
    readings,
    spelled_day,
    spelled_wall,
    zoned_instant,
)

FIELD = "available"
AHEAD = 7 * 24 * 3600
LEAST_LENGTH = 30 * 60
#: A window over midnight that names one day is a night at the most: an end before the start is else a slip.
NIGHT = timedelta(hours=12)
_HINT = "write for example 2021-04-06T17:00/19:30, today 17:00-19:30, tomorrow 9:00-12:00 or tue 17:00-19:30"


class Window(NamedTuple):
    """A span of time `[start, end)` in which somebody can come."""

    start: Instant
    end: Instant


@cache
def _pattern() -> re.Pattern[str]:
    between = r"(?:\s?[/–—-]\s?|\s(?:to|until|till|à|jusqu'à|tot|bis)\s)"
    return re.compile(MOMENT + between + MOMENT, re.ASCII)


def parse(text: str, now: Instant) -> Window:
    """The window that a text means, in Brussels time unless both sides carry a zone.

    A start and an end with a dash or slash between: `2021-04-06T17:00/19:30`,
    `2021-04-06T17:00/2021-04-07T01:00`, `today 17:00-19:30`, `mardi 17h-19h30`. A weekday is the coming
    one; today counts until the window is over. With a day word an end before the start is on the next day, if that is a
    night of at most 12 hours. In the doubled hour of autumn the start is the first reading and the end the second.
    Whether the window is allowed is for `coming` to say.

    The result depends on (text, now) and nothing else, and is immutable: an import, which has one `now`,
    can keep it by text (an lru_cache around it keeps what was read, not what was refused).
    Raises Unreadable when the text is none of these, Complaint when it names a time that does not exist
    or a dated end that is not after the start.
    """
    found = spelled(tidy(text))
    if found is None:
        raise Unreadable(FIELD, "the window could not be read", _HINT)
    start, end = found
    today = day(now)
    on = spelled_day(start, today, FIELD)
    if on is None:
        raise Unreadable(FIELD, "the window does not say on which day", _HINT)
    if start.zone is not None or end.zone is not None:
        return _zoned(start, end, on)
    first, last = _walls(start, end, on, today)
    if start.word is not None and is_weekday(start.word) and on == today and max(readings(last)) <= now:
        first, last = first + timedelta(days=7), last + timedelta(days=7)
    return _forward(instant(first, field=FIELD), instant(last, late=True, field=FIELD))


def spelled(text: str) -> tuple[Spelled, Spelled] | None:
    """The start and the end as they stand in a tidy text; None when it is no window."""
    found = _pattern().fullmatch(text)
    return (Spelled(*found.groups()[:6]), Spelled(*found.groups()[6:])) if found else None


def _walls(start: Spelled, end: Spelled, on: date, today: date) -> tuple[datetime, datetime]:
    """Both ends on the wall clock, the start on the given day."""
    first = spelled_wall(start, on, FIELD)
    # A weekday at the end is the first one from the start on; today and tomorrow stay what they are.
    seen_from = on if end.word is not None and is_weekday(end.word) else today
    last = spelled_wall(end, spelled_day(end, seen_from, FIELD) or on, FIELD)
    bare_end = end.word is None and end.date is None
    if start.word is not None and bare_end and last < first and last + timedelta(days=1) - first <= NIGHT:
        last += timedelta(days=1)
    return first, last


def _zoned(start: Spelled, end: Spelled, on: date) -> Window:
    if start.zone is None or end.zone is None:
        reason = "only one side of the window has a zone"
        raise Unreadable(FIELD, reason, "give both sides a zone, or none for Brussels time")
    if start.date is None or end.word is not None:
        raise Unreadable(FIELD, "a zone needs a date before the time", _HINT)
    first, last = _walls(start, end, on, on)
    return _forward(zoned_instant(first, start.zone), zoned_instant(last, end.zone))


def _forward(start: Instant, end: Instant) -> Window:
    if end <= start:
        reason = "the window ends when it starts" if end == start else "the window ends before it starts"
        raise Complaint(FIELD, reason, "write the date of the end too, as in 2021-04-06T23:00/2021-04-07T01:00")
    return Window(start, end)


def coming(windows: Iterable[Window], now: Instant) -> tuple[Window, ...]:
    """The windows, sorted and merged, after each was checked by R8.

    Raises Complaint for a window that is over, that starts 7 days (of 24 hours) from now or later, or that is
    shorter than 30 minutes.
    """
    checked = []
    for window in windows:
        if window.end <= now:
            raise Complaint(FIELD, "the window is already over", "give a window that is still to come")
        if window.start >= now + AHEAD:
            hint = f"the start must be before {local(now + AHEAD):%Y-%m-%d %H:%M}"
            raise Complaint(FIELD, "the window starts later than the coming 7 days", hint)
        if window.end - window.start < LEAST_LENGTH:
            raise Complaint(FIELD, "the window is shorter than 30 minutes", "give a longer window")
        checked.append(window)
    return merge(checked)


def merge(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The same time in the fewest windows, sorted: what overlaps or touches becomes one."""
    merged: list[Window] = []
    for window in sorted(windows):
        if merged and window.start <= merged[-1].end:
            merged[-1] = Window(merged[-1].start, max(merged[-1].end, window.end))
        else:
            merged.append(window)
    return tuple(merged)


def window_text(window: Window) -> str:
    """A window as it can be typed: `2021-04-06T17:00/2021-04-06T19:30`, Brussels time."""
    return "/".join(f"{local(at):%Y-%m-%dT%H:%M}" for at in window)


def overlap(window: Window, start: Instant, end: Instant) -> int:
    """The seconds that a window shares with `[start, end)`; 0 when they do not meet."""
    return max(0, min(window.end, end) - max(window.start, start))
