"""Time in Belgium: instants to and from the wall clock of Europe/Brussels, and the spellings of both.

An `Instant` is a whole number of seconds since 1970-01-01T00:00:00Z. A wall time is a naive datetime as a
clock in Brussels shows it. Complaints never repeat the text that was read: it may come from a wrong
column (R25).
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache

from qvax_cli.rules.complaint import Complaint, Unreadable
from qvax_cli.rules.day_words import IN_FIGURES, MOMENT, Spelled, named_day, since_midnight, tidy

Instant = int

_MOMENT_HINT = "write for example 2021-04-06T19:30, 06/04/2021 19:30, 19:30, tomorrow 09:00, tue 19:30 or +90m"
_DATE_HINT = "write the date as yyyy-mm-dd or dd/mm/yyyy, with the day first"
_YEARS = range(1970, 3000)


@cache
def brussels() -> tzinfo:
    """The zone of Europe/Brussels; read from the zone data once, when first needed."""
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Brussels")


def readings(wall: datetime) -> tuple[Instant, Instant]:
    """The two instants that a naive wall time can mean: (before, after) a change of the clocks.

    Equal on all but two nights a year; first < second in the doubled hour of autumn; first > second in
    the hour that spring leaves out. Fractions of a second are dropped.
    """
    if wall.tzinfo is not None:
        raise ValueError("a naive wall time is needed")
    zone = brussels()
    first = int(wall.replace(tzinfo=zone, microsecond=0, fold=0).timestamp())
    second = int(wall.replace(tzinfo=zone, microsecond=0, fold=1).timestamp())
    return first, second


def instant(wall: datetime, late: bool = False, field: str = "time") -> Instant:
    """The instant of a naive Brussels wall time.

    In the doubled hour of autumn the first of the two, or the second when `late` (or when the wall time
    has fold=1, as `local` gives it). Raises Complaint for a time in the hour that spring leaves out (R8).
    """
    first, second = readings(wall)
    if first > second:
        reason = "that hour does not exist that night, because the clocks go forward"
        raise Complaint(field, reason, "give a time before that hour or after it, such as 01:30 or 03:00")
    return second if late or wall.fold else first


def local(moment: Instant) -> datetime:
    """The naive wall time in Brussels at an instant; fold=1 in the second of the doubled hours.

    `instant(local(x)) == x` for every x.
    """
    return datetime.fromtimestamp(moment, brussels()).replace(tzinfo=None)


def day(moment: Instant) -> date:
    """The calendar day in Brussels at an instant."""
    return datetime.fromtimestamp(moment, brussels()).date()


def clock_text(moment: Instant) -> str:
    """The clock in Brussels at an instant, as `17:40`."""
    return datetime.fromtimestamp(moment, brussels()).isoformat()[11:16]


def rfc3339(moment: Instant) -> str:
    """An instant as `2021-04-06T15:40:00Z`, always in UTC."""
    return datetime.fromtimestamp(moment, UTC).isoformat()[:19] + "Z"


def parse_date(text: str, field: str, *, century: int | None = None) -> date:
    """The date written as `yyyy-mm-dd`, `dd/mm/yyyy`, `dd-mm-yyyy` or `dd.mm.yyyy`; never month first.

    Days and months may have one digit, and a midnight may follow, as databases write it: `1940-03-08 00:00:00`.
    century: the year that `dd/mm/yy` counts from (1900 or 2000); without it two digits are refused. Raises Unreadable
    for another spelling and Complaint for a day that does not exist.
    """
    # date.fromisoformat is the fast strict check of digits and calendar; looking at the marks first keeps out
    # the week dates that it reads as well. Whatever it refuses is looked at again below, to say why.
    try:
        if len(text) == 10:
            if text[4] == text[7] == "-":
                return date.fromisoformat(text)
            if text[2] == text[5] and text[2] in "/-.":
                return date.fromisoformat(f"{text[6:]}-{text[3:5]}-{text[:2]}")
    except ValueError:
        pass
    return _slow_date(text.strip(), field, century)


def _slow_date(text: str, field: str, century: int | None) -> date:
    text = re.sub(r" 0?0:00$|[ T]0?0:00:00(?:[.,]0+)?(?:Z| UTC|[+-]\d\d(?::?\d\d)?)?$| 12:00(?::00)? AM$", "", text)
    if found := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", text, re.ASCII):
        year, month, number = map(int, found.groups())
    elif found := re.fullmatch(r"(\d\d?)([/.-])(\d\d?)\2(\d{4}|\d\d)", text, re.ASCII):
        number, month, year = int(found[1]), int(found[3]), int(found[4])
        if len(found[4]) == 2:
            if century is None:
                reason = "two digits do not say which century the year is in"
                raise Unreadable(field, reason, "write the year with four digits")
            year += century
    elif re.fullmatch(r"\d{4,5}(?:[.,]0+)?", text, re.ASCII):
        reason = "the date is a day number, which is how a spreadsheet keeps dates"
        raise Unreadable(field, reason, "format the column as a date in the spreadsheet, then export it again")
    else:
        raise Unreadable(field, "the date could not be read", _DATE_HINT)
    if not 1 <= month <= 12:
        raise Complaint(field, "the date has a month that is not between 1 and 12", _DATE_HINT)
    try:
        return date(year, month, number)
    except ValueError:
        raise Complaint(field, "the calendar has no such day", "check the day and the month") from None


def spelled_day(spelled: Spelled, today: date, field: str) -> date | None:
    """The day that a spelled moment names, as seen from `today`; None when it names none.

    Raises Complaint or Unreadable like `parse_date` and `named_day`.
    """
    if spelled.date is not None:
        found = parse_date(spelled.date, field)
        if found.year not in _YEARS:
            raise Unreadable(field, "the date has a year that cannot be meant", "check the year")
        return found
    return None if spelled.word is None else named_day(spelled.word, today, field)


def spelled_wall(spelled: Spelled, on: date, field: str) -> datetime:
    """The naive wall time that a spelled moment shows on a day; 24:00 is the midnight that ends it."""
    return datetime.combine(on, time()) + since_midnight(spelled, field)


def zoned_instant(wall: datetime, zone: str) -> Instant:
    """The instant of a wall time in a written zone: `z`, `+02:00` or `+0200`."""
    offset = timedelta()
    if zone != "z":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        offset = timedelta(minutes=-minutes if zone[0] == "-" else minutes)
    return int(wall.replace(tzinfo=timezone(offset)).timestamp())


@cache
def _pattern(moment: str) -> re.Pattern[str]:
    return re.compile(moment, re.ASCII)


def parse_moment(text: str, now: Instant, field: str) -> Instant:
    """What a coordinator types for `--from` and `--until`, as an instant (R9).

    A date and time (`2021-04-06T19:30`, with or without seconds, zone or `T`; `06/04/2021 19:30`, day
    first), a time of today (`19:30`, even when it is past), `tomorrow 09:00`, a weekday in English,
    French, Dutch or German (the coming one, today counts), or a while from now (`+90m`, `+2h`, `+1h30`).
    Without a zone it is Brussels time; of the two readings in the doubled hour of autumn it is the first
    that is not past.
    Raises Unreadable when it is none of these, Complaint when it is but does not exist.
    """
    said = tidy(text)
    if said.startswith("+"):
        return now + _while(said, field)
    found = _pattern(IN_FIGURES).fullmatch(said) or _pattern(MOMENT).fullmatch(said)
    if found is None:
        bare = said.replace(".", "", 1).lstrip("-").isdecimal()
        reason = "a bare number is not a time" if bare else "the time could not be read"
        raise Unreadable(field, reason, _MOMENT_HINT)
    spelled = Spelled(*found.groups())
    today = day(now)
    wall = spelled_wall(spelled, spelled_day(spelled, today, field) or today, field)
    if spelled.zone is None:
        first = instant(wall, field=field)
        return first if first >= now else instant(wall, late=True)
    if spelled.date is None:
        raise Unreadable(field, "a zone needs a date before the time", _MOMENT_HINT)
    return zoned_instant(wall, spelled.zone)


def is_bare_clock(text: str) -> bool:
    """Whether a text is a time of day without a day: `19:30`, `17h`."""
    found = _pattern(IN_FIGURES).fullmatch(tidy(text))
    return found is not None and not found[1]


def _while(said: str, field: str) -> int:
    """The seconds of `+90m`, `+2h` or `+1h30`."""
    shape = r"\+\s?(?:(\d{1,4})\s?m(?:in)?|(\d{1,3})\s?[hu]\s?(?:(\d\d?)\s?(?:m|min)?)?)"
    found = re.fullmatch(shape, said, re.ASCII)
    if found is None:
        raise Unreadable(field, "the while from now could not be read", "write it as +90m, +2h or +1h30")
    minutes, hours, rest = (int(part or 0) for part in found.groups())
    return (hours * 60 + minutes + rest) * 60
