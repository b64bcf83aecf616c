"""When somebody can come, as a form: the coming week as a grid of days and parts of the day, and free times."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

from qvax_cli.messages.moments import date
from qvax_cli.rules.local_time import Instant, day, instant, local
from qvax_cli.rules.windows import Window, coming, parse, window_text

#: The parts of a day, by their hours on the clock.
PARTS = {"morning": (8, 12), "afternoon": (12, 17), "evening": (17, 21)}
_DAYS = 7


class Box(NamedTuple):
    """A part of a day that can be ticked."""

    value: str
    ticked: bool


class Day(NamedTuple):
    """A line of the grid: the day in words, and its parts; None for one that is over."""

    name: str
    boxes: tuple[Box | None, ...]


class Times(NamedTuple):
    """The form: the grid, what it cannot show as free times, and whether the week repeats."""

    days: Sequence[Day]
    free: str
    weekly: bool


def shown(windows: Iterable[Window], *, weekly: bool, language: str, now: Instant) -> Times:
    """The form with these windows in it."""
    wanted = [window for window in windows if window.end > now]
    parts = [_parts_of(number, now) for number in range(_DAYS)]
    ticked = {part for line in parts for part in line if part and any(_holds(one, part, now) for one in wanted)}
    free = [window for window in wanted if not _is_of(window, ticked, now)]
    days = []
    for number, line in enumerate(parts):
        wall = datetime.combine(day(now) + timedelta(days=number), time())
        boxes = tuple(Box(_value(part), part in ticked) if part else None for part in line)
        days.append(Day(date(wall, language), boxes))
    return Times(days, " | ".join(map(window_text, free)), weekly)


def shown_again(typed: Iterable[str], *, weekly: bool, language: str, now: Instant) -> Times:
    """The form as somebody sent it, right or wrong."""
    given = list(typed)
    empty = shown((), weekly=weekly, language=language, now=now)
    values = {box.value for line in empty.days for box in line.boxes if box}
    days = [
        line._replace(boxes=tuple(box and box._replace(ticked=box.value in given) for box in line.boxes))
        for line in empty.days
    ]
    return Times(days, " | ".join(text for text in given if text not in values), weekly)


def read(typed: Iterable[str], now: Instant) -> tuple[Window, ...]:
    """The windows that a form says. Complaint."""
    texts = (part.strip() for text in typed for part in text.split("|"))
    windows = (parse(text, now) for text in texts if text)
    return coming((window for window in windows), now)


def _value(part: Window) -> str:
    """A part of a day, as `parse` reads it: 2021-04-06T17:00/21:00."""
    return f"{local(part.start):%Y-%m-%dT%H:%M}/{local(part.end):%H:%M}"


def _parts_of(number: int, now: Instant) -> list[Window | None]:
    midnight = datetime.combine(day(now) + timedelta(days=number), time())
    found: list[Window | None] = []
    for start, end in PARTS.values():
        part = Window(instant(midnight + timedelta(hours=start)), instant(midnight + timedelta(hours=end), late=True))
        found.append(part if part.end > now + 1800 else None)
    return found


def _holds(window: Window, part: Window, now: Instant) -> bool:
    return window.start <= max(part.start, now) and part.end <= window.end


def _is_of(window: Window, ticked: Iterable[Window], now: Instant) -> bool:
    """Whether the ticked parts say all of a window."""
    at = max(window.start, now)
    for part in sorted(ticked):
        if part.start <= at < part.end:
            at = part.end
    return at >= window.end
