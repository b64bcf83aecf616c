"""Moments in words, as people in Belgium read them: `18 h 10`, `18.10 uur`, `18:10 Uhr`, `18:10`."""

from collections.abc import Iterable
from datetime import datetime, time

from qvax_cli.rules.local_time import Instant, day, local
from qvax_cli.rules.week import Week
from qvax_cli.rules.windows import Window

_DAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}
_DAY = {"fr": "{0} {1} {2}", "nl": "{0} {1} {2}", "de": "{0}, {1}. {2}", "en": "{0} {1} {2}"}
_DAY_AND_CLOCK = {"fr": "le {0} à {1}", "nl": "{0} om {1}", "de": "{0}, {1}", "en": "{1} on {0}"}
_AT_CLOCK = {"fr": "à {0}", "nl": "om {0}", "de": "um {0}", "en": "at {0}"}
_AT_MOMENT = {"fr": "{0}", "nl": "op {0}", "de": "am {0}", "en": "at {0}"}
_ONE_DAY = {
    "fr": "le {0}, entre {1} et {2}",
    "nl": "op {0}, tussen {1} en {2}",
    "de": "am {0}, zwischen {1} und {2}",
    "en": "on {0}, between {1} and {2}",
}
_MORE_DAYS = {
    "fr": "entre {0} et {1}",
    "nl": "tussen {0} en {1}",
    "de": "zwischen {0} und {1}",
    "en": "between {0} and {1}",
}
_FROM_TO = {
    "fr": "{0}, de {1} à {2}",
    "nl": "{0}, van {1} tot {2}",
    "de": "{0}, von {1} bis {2}",
    "en": "{0}, from {1} to {2}",
}
_NO_START = {
    "fr": "le {0}, avant {1}",
    "nl": "op {0}, vóór {1}",
    "de": "am {0}, bis {1}",
    "en": "on {0}, before {1}",
}


def clock(wall: datetime | time, language: str) -> str:
    """The time of day; whole hours without minutes where the language does so. Seconds are dropped."""
    hour, minute = wall.hour, wall.minute
    if language == "en":
        return f"{hour:02}:{minute:02}"
    if language == "fr":
        return f"{hour} h {minute:02}" if minute else f"{hour} h"
    if language == "nl":
        return f"{hour}.{minute:02} uur" if minute else f"{hour} uur"
    return f"{hour}:{minute:02} Uhr" if minute else f"{hour} Uhr"


def date(wall: datetime, language: str) -> str:
    """The day of the week and of the month, without the year: nothing is further away than a week."""
    number = "1er" if language == "fr" and wall.day == 1 else str(wall.day)
    weekday = _DAYS[language].split()[wall.weekday()]
    return _DAY[language].format(weekday, number, _MONTHS[language].split()[wall.month - 1])


def moment(at: Instant, language: str, now: Instant | None = None) -> str:
    """A moment, to stand after `avant`, `vóór`, `bis` or `before`; without its date on the day of `now`."""
    wall = local(at)
    if now is not None and day(now) == wall.date():
        return clock(wall, language)
    return _DAY_AND_CLOCK[language].format(date(wall, language), clock(wall, language))


def at_moment(at: Instant, language: str, now: Instant) -> str:
    """When something happened: `à 18 h 10`; on another day than that of `now` with its date, `le mardi 6 avril à …`."""
    form = _AT_CLOCK if day(now) == day(at) else _AT_MOMENT
    return form[language].format(moment(at, language, now))


def span(start: Instant | None, end: Instant, language: str) -> str:
    """When somebody is expected, to stand after `venez`, `kom`, `kommen Sie` or `come`."""
    last = local(end)
    if start is None:
        return _NO_START[language].format(date(last, language), clock(last, language))
    first = local(start)
    if first.date() == last.date():
        return _ONE_DAY[language].format(date(last, language), clock(first, language), clock(last, language))
    return _MORE_DAYS[language].format(moment(start, language), moment(end, language))


def spans(windows: Iterable[Window], language: str) -> str:
    """Windows below each other, each on a line of its own: `mardi 6 avril, de 17 h à 20 h`."""
    said = []
    for window in windows:
        first, last = local(window.start), local(window.end)
        end = clock(last, language) if first.date() == last.date() else moment(window.end, language)
        said.append("\n- " + _FROM_TO[language].format(date(first, language), clock(first, language), end))
    return "".join(said)


def weekly(week: Week, language: str) -> str:
    """Hours that come every week, in a row: `mardi, 17 h - 20 h; jeudi, 17 h - 20 h`."""
    days = _DAYS[language].split()
    return "; ".join(
        f"{days[one.weekday]}, {clock(_time(one.start), language)} - {clock(_time(one.end), language)}" for one in week
    )


def short_week(week: Week, language: str) -> str:
    """The same for an SMS: `mar 17:00-20:00, jeu 17:00-20:00`."""
    days = _DAYS[language].split()
    return ", ".join(f"{days[one.weekday][:3]} {_time(one.start):%H:%M}-{_time(one.end):%H:%M}" for one in week)


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def short_moment(at: Instant, language: str, now: Instant | None = None) -> str:
    """A moment for an SMS: `18:10`, on another day than that of `now` with its date, `7/4 18:10`."""
    wall = local(at)
    time_of_day = f"{wall.hour:02}:{wall.minute:02}"
    if now is not None and day(now) == wall.date():
        return time_of_day
    date_ = f"{wall.day}.{wall.month}." if language == "de" else f"{wall.day}/{wall.month}"
    return f"{date_} {time_of_day}"


def short_span(start: Instant | None, end: Instant, language: str, now: Instant | None = None) -> str:
    """When somebody is expected, for an SMS: `18:00-19:32`, `7/4 18:00-19:32`."""
    if start is None:
        return short_moment(end, language, now)
    return f"{short_moment(start, language, now)}-{short_moment(end, language, start)}"
