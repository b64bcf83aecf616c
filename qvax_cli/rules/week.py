"""The week that repeats: at which hours of which weekdays somebody can come, every week again (R8)."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import NamedTuple

from qvax_cli.rules.complaint import Complaint, Unreadable
from qvax_cli.rules.day_words import Spelled, is_weekday, named_day, since_midnight, tidy
from qvax_cli.rules.local_time import Instant, day, local, readings
from qvax_cli.rules.windows import LEAST_LENGTH, NIGHT, Window, merge, spelled

FIELD = "repeat"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HINT = "write weekdays and hours, for example: tue thu 17:00-20:00"
_AND = ("and", "et", "en", "und", "&")
_DAY = 24 * 60
#: A window that has begun can still last for so many seconds.
_LONGEST = 24 * 3600


class Hours(NamedTuple):
    """A weekday (0 is Monday) and, in minutes of it, from when till when; the end of a night lies beyond the day."""

    weekday: int
    start: int
    end: int


#: Sorted, and nothing in it overlaps.
Week = tuple[Hours, ...]


def parse_week(texts: Iterable[str]) -> Week:
    """The week that texts mean, such as `tue thu 17:00-20:00` and `samedi 9h-12h`; days in any of the languages.

    Raises Unreadable for what is no weekday with hours, Complaint for hours that cannot be.
    """
    return _merged(hours for text in texts for hours in _hours(tidy(text)))


def week_text(week: Week) -> str:
    """As it is stored and can be typed: `tue 17:00-20:00|thu 17:00-20:00`."""
    return "|".join(f"{DAYS[weekday]} {_clock(start)}-{_clock(end)}" for weekday, start, end in week)


def of_text(text: str) -> Week:
    """The week of a text that `week_text` wrote."""
    return parse_week(text.split("|")) if text else ()


def coming(week: Week, now: Instant, until: Instant) -> tuple[Window, ...]:
    """The windows of the week that are not over, and begin before `until`."""
    return tuple(window for window in made(week, now - _LONGEST, until) if window.end > now)


def made(week: Week, after: Instant, until: Instant) -> tuple[Window, ...]:
    """The windows of the week that start in `[after, until)`. Of hours that a night leaves out or doubles, those that
    are there: never longer than the clock on the wall says, and the doubled hour whole."""
    first, last = day(after), day(until)
    windows = []
    for number in range((last - first).days + 1):
        on = first + timedelta(days=number)
        midnight = datetime.combine(on, time())
        for hours in week:
            if hours.weekday == on.weekday():
                start = readings(midnight + timedelta(minutes=hours.start))[0]
                end = readings(midnight + timedelta(minutes=hours.end))[1]
                if after <= start < until and end - start >= LEAST_LENGTH:
                    windows.append(Window(start, end))
    return merge(windows)


def week_of(windows: Iterable[Window]) -> Week:
    """The week in which these windows come again and again."""
    return _merged(hours for window in windows for hours in _by_day(window))


def _by_day(window: Window) -> Iterable[Hours]:
    start, end = local(window.start), local(window.end)
    while start < end:
        midnight = datetime.combine(start.date() + timedelta(days=1), time())
        until = min(end, midnight)
        minutes = start.hour * 60 + start.minute
        if (length := int((until - start).total_seconds()) // 60) * 60 >= LEAST_LENGTH:
            yield Hours(start.weekday(), minutes, minutes + length)
        start = until


def _hours(text: str) -> Iterable[Hours]:
    words = re.sub(r"[,+]", " ", text).split()
    days: list[str] = []
    while words and (is_weekday(words[0]) or words[0] in _AND or words[0].rstrip(".,") in ("ma", "di")):
        days += [word for word in [words.pop(0)] if word not in _AND]
    found = spelled(f"mon {' '.join(words)}") if days else None
    if found is None or found[1].word or found[1].date or found[0].zone or found[1].zone:
        raise Unreadable(FIELD, "the week could not be read", _HINT)
    monday = day(0) - timedelta(days=day(0).weekday())
    for word in days:
        weekday = named_day(word, monday, FIELD).weekday()
        yield _checked(weekday, *found)


def _checked(weekday: int, first: Spelled, last: Spelled) -> Hours:
    start, end = (int(since_midnight(one, FIELD).total_seconds()) // 60 for one in (first, last))
    if end <= start and (end + _DAY - start) * 60 <= NIGHT.total_seconds():
        end += _DAY
    if (end - start) * 60 < LEAST_LENGTH:
        raise Complaint(FIELD, "hours of the week are shorter than 30 minutes, or end before they start", _HINT)
    return Hours(weekday, start, end)


def _merged(week: Iterable[Hours]) -> Week:
    merged: list[Hours] = []
    for hours in sorted(week):
        if merged and merged[-1].weekday == hours.weekday and hours.start <= merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(merged[-1].end, hours.end))
        else:
            merged.append(hours)
    return tuple(merged)


def _clock(minutes: int) -> str:
    minutes = minutes if minutes == _DAY else minutes % _DAY
    return f"{minutes // 60:02}:{minutes % 60:02}"
