"""Reads when somebody can come, as they write it in an answer: `mardi 17h-20h et jeudi après-midi`, `di en do 17u-20u`.

The text comes in folded. Days and hours that belong together go out as the sign DAY, and as windows; what is left of
the text is for the book of phrases.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from qvax_cli.rules.answers.moments import DAY
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.day_words import MONTH_OF
from qvax_cli.rules.local_time import Instant, instant, local
from qvax_cli.rules.windows import AHEAD, LEAST_LENGTH, Window, merge

_WEEKDAYS = (
    "lundi maandag montag monday,mardi dinsdag dienstag tuesday,mercredi woensdag mittwoch wednesday,"
    "jeudi donderdag donnerstag thursday,vendredi vrijdag freitag friday,samedi zaterdag samstag sonnabend saturday,"
    "dimanche zondag sonntag sunday"
)
#: Short names mean other days, or other things, in the next language: `ma`, `di`, `je`, `me`.
_SHORT = {
    "fr": "lun,mar,mer,jeu,ven,sam,dim",
    "nl": "ma maa,di din,wo woe,do don,vr vrij,za zat,zo zon",
    "de": "mo,di die,mi mit,do don,fr fre,sa sam,so son",
    "en": "mon,tue tues,wed weds,thu thur thurs,fri,sat,sun",
}
_AHEAD = {
    **dict.fromkeys(("aujourd'hui", "aujourdhui", "vandaag", "heute", "today"), 0),
    **dict.fromkeys(("demain", "morgen", "tomorrow"), 1),
    **dict.fromkeys(("apres demain", "apres-demain", "overmorgen", "ubermorgen", "uebermorgen"), 2),
}
_EVERY_DAY = "tous les jours|chaque jour|elke dag|alle dagen|jeden tag|alle tage|every day|any day"
#: Hours of the parts of a day. Whoever can come in the evening is not asked for the night.
_PARTS = {
    "(?:le )?matin(?:ee)?|(?:in de )?(?:ochtend|voormiddag)|(?:am )?(?:vormittag|morgen)|(?:in the )?morning": (8, 12),
    "(?:a )?midi|(?:op de )?middag|(?:am )?mittag|(?:at )?noon": (12, 14),
    "(?:l'|dans l')?apres[- ]?midi|(?:in de )?namiddag|(?:am )?nachmittag|(?:in the )?afternoon": (12, 18),
    "(?:le |en )?(?:soir|soiree)|(?:in de )?avond|(?:am )?abend|(?:in the )?evening": (17, 21),
    "toute la journee|(?:de )?(?:hele|ganse) dag|(?:den )?ganzen tag|all day|the whole day": (8, 21),
}
_EARLIEST = 7 * 60
_LAST = 21 * 60
_UNIT = r"(?:heures?|uur|uhr|hrs?|h|u)"
_CLOCK = rf"(\d{{1,2}})(?:\s?{_UNIT}(?:\s?(\d\d))?|[:.](\d\d)(?:\s?{_UNIT})?)?(?:\s?(am|pm))?(?![\w:])"
_FROM = r"(?:de|des|van|vanaf|von|ab|from|entre|tussen|zwischen|between|a partir de|apres|na|nach|after)"
#: What makes a date the first of many days, and what any day the last: not the one day.
_FROM_ON = frozenset(("du", "de", "van", "vanaf", "von", "from"))
_UNTIL = frozenset(("jusqu'au", "jusqu'a", "tot", "bis", "bis zum", "until", "till", "by"))
_TO = r"(?:\s?[-–—/]\s?|\s(?:a|jusqu'a|jusque|et|tot|en|bis|und|to|until|till|and)\s)"


class _Day(NamedTuple):
    """A day that is named: a weekday, so many days ahead, or a day and a month, maybe with the weekday that it is."""

    weekday: int | None
    ahead: int = 0
    dated: tuple[int, int] | None = None


#: What is said of days and is none of the coming ones for certain, as from one date to another.
_UNCERTAIN = _Day(None, ahead=366)


class Times(NamedTuple):
    """windows: when they can come, merged; rest: the text, with a sign in their place."""

    windows: tuple[Window, ...]
    rest: str


def times(text: str, language: str, received_at: Instant) -> Times | None:
    """The days with their hours in a folded text that came at that moment, as windows of the seven days after it;
    those that are over already are left out. None where a day or an hour could mean more than one thing."""
    windows: list[Window] = []
    rest, at = "", 0
    for begin, end, days, hours in _expressions(text, language):
        rest, at = f"{rest}{text[at:begin]} {DAY} ", end
        for day_ in days:
            for span in hours:
                window = _window(day_, span, received_at)
                if window is None:
                    return None
                windows.append(window)
    coming = merge(window for window in windows if window.end > received_at)
    # Days in a row are one thing that is said.
    rest = re.sub(rf"{DAY}(?:\s|[,;.&+/]|\b(?:et|ou|en|of|und|oder|and|or)\b)*(?={DAY})", " ", rest + text[at:])
    return Times(coming, rest) if coming else None


def _expressions(text: str, language: str) -> Iterator[tuple[int, int, list[_Day], list[tuple[int, int]]]]:
    """Where days with their hours begin and end, the days, and the hours of each in minutes."""
    at = 0
    while found := _days(language).search(text, at):
        begin = found.start()
        days, at = _read_days(text, found, language)
        hours, end = _read_hours(text, at)
        if hours:
            yield begin, end, days, hours
            at = end


def _read_days(text: str, found: re.Match[str] | None, language: str) -> tuple[list[_Day], int]:
    """The days that stand in a row from there on, and where they end."""
    days: list[_Day] = []
    end = 0
    through = False
    while found:
        named = _named(found, language)
        if through:
            named = _through(days[-1], named[0])
        days += named
        end = found.end()
        link = _link().match(text, end)
        through = link is not None and link["through"] is not None
        found = _days(language).match(text, link.end()) if link else None
    return days, end


def _through(first: _Day, last: _Day) -> list[_Day]:
    """The days after the first, until the last, both weekdays."""
    if first.weekday is None or last.weekday is None or first.dated or last.dated:
        return [_UNCERTAIN]
    return [_Day((first.weekday + step) % 7) for step in range(1, (last.weekday - first.weekday) % 7 + 1)]


def _read_hours(text: str, at: int) -> tuple[list[tuple[int, int]], int]:
    """The hours that stand there, in minutes of the day, and where they end; none for what is not certain."""
    hours: list[tuple[int, int]] = []
    end = at
    while found := _hours().match(text, end):
        span = _span(found)
        if span is None:
            break
        hours.append(span)
        end = found.end()
    return hours, end


def _named(found: re.Match[str], language: str) -> list[_Day]:
    word, said = found["day"], found.groupdict()
    if found["before"] in _UNTIL:
        return [_UNCERTAIN]
    if month := next((said[name] for name in ("month1", "month2", "month3") if said.get(name)), None):
        number = next(said[name] for name in ("number1", "number2", "number3") if said.get(name))
        if word in _AHEAD or found["before"] in _FROM_ON:
            return [_UNCERTAIN]
        weekday = _weekdays(language).get(word) if word else None
        return [_Day(weekday, dated=(MONTH_OF[month], int(number)))]
    if re.fullmatch(_EVERY_DAY, word):
        return [_Day(weekday) for weekday in range(7)]
    return [_Day(None, _AHEAD[word])] if word in _AHEAD else [_Day(_weekdays(language)[word])]


def _span(found: re.Match[str]) -> tuple[int, int] | None:
    if found["part"]:
        return next((a * 60, b * 60) for words, (a, b) in _PARTS.items() if re.fullmatch(words, found["part"]))
    first, last = found.group(*_FIRST), found.group(*_SECOND)
    half = last[3]
    start = _minutes(first[0], first[1] or first[2], first[3] or half)
    end = _minutes(last[0], last[1] or last[2], half) if last[0] else _LAST
    if not first[3] and half == "pm" and start >= end:
        start -= 12 * 60  # 9-1 pm
    # Before seven in the morning nobody means the morning, unless they say so.
    said = half is not None or first[3] is not None
    return (start, end) if start < end <= 24 * 60 and (start >= _EARLIEST or said) else None


_FIRST, _SECOND = (3, 4, 5, 6), (7, 8, 9, 10)


def _minutes(hour: str, minute: str | None, half: str | None) -> int:
    hours = int(hour) % 12 + (12 if half == "pm" else 0) if half else int(hour)
    return hours * 60 + int(minute or 0)


def _window(named: _Day, span: tuple[int, int], received_at: Instant) -> Window | None:
    """The window of the coming seven days. None where it would be shorter than it may be, or no time at all."""
    today = local(received_at).date()
    if named.dated:
        on = next(
            (one for one in map(today.__add__, map(timedelta, range(8))) if (one.month, one.day) == named.dated), None
        )
        return _fitting(_on(on, span), received_at) if on and named.weekday in (None, on.weekday()) else None
    ahead = named.ahead if named.weekday is None else (named.weekday - today.weekday()) % 7
    try:
        window = _on(today + timedelta(days=ahead), span)
        if named.weekday is not None and window.end <= received_at:
            window = _on(today + timedelta(days=7), span)
    except Complaint:
        return None
    return _fitting(window, received_at)


def _fitting(window: Window, received_at: Instant) -> Window | None:
    fits = window.start < received_at + AHEAD and window.end - window.start >= LEAST_LENGTH
    return window if fits else None


def _on(on: date, span: tuple[int, int]) -> Window:
    start, end = (instant(datetime.combine(on, time()) + timedelta(minutes=minutes)) for minutes in span)
    return Window(start, end)


@cache
def _weekdays(language: str) -> dict[str, int]:
    rows = zip(_WEEKDAYS.split(","), _SHORT[language].split(","), strict=True)
    return {word: number for number, (full, short) in enumerate(rows) for word in f"{full} {short}".split()}


@cache
def _days(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted([*_weekdays(language), *_AHEAD], key=len, reverse=True)))
    greeted = "".join(rf"(?<!\b{word}\s)" for word in ("guten", "gute", "goede", "goeden", "goeie"))
    before = "le|les|ce|du|de|op|van|vanaf|am|den|von|on|on the|the|from|this|deze|diesen|" + "|".join(_UNTIL)
    behind = rf"(?:,?\s(?:(?:le|de|den|the)\s)?(?:{_dated(1)}))?"
    alone = _dated(2)
    if language == "en":
        months = "|".join(sorted(MONTH_OF, key=len, reverse=True))
        alone += rf"|(?P<month3>{months})\.?\s(?P<number3>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:.])"
    return re.compile(
        rf"(?<![\w'-])(?:(?P<before>{before})\s)?{greeted}(?:(?P<day>{_EVERY_DAY}|{words})\b\.?{behind}|{alone})"
    )


def _dated(place: int) -> str:
    """A day of a month in words: `8 avril`, `8. April`, `8th of April`."""
    months = "|".join(sorted(MONTH_OF, key=len, reverse=True))
    ordinal = r"(?:er|e|ste|de|st|nd|rd|th|\.)?"
    return rf"(?P<number{place}>\d{{1,2}}){ordinal}\s(?:(?:of|de)\s)?(?P<month{place}>{months})\b\.?"


@cache
def _link() -> re.Pattern[str]:
    """What stands between two days."""
    return re.compile(
        r"(?P<through>\s?(?:-|–|\bau\b|\btot(?: en met)?\b|\bt/m\b|\bbis\b|\bto\b)\s?)|"
        r"\s?(?:[,;&+/]|\b(?:et|ou|en|of|und|oder|and|or)\b)\s?(?:(?:et|en|und|and)\s)?"
    )


@cache
def _hours() -> re.Pattern[str]:
    """Hours behind a day, and behind other hours of it: a part of the day, from when till when, or from when on."""
    parts = "|".join(_PARTS)
    between = r"[\s,:]*(?:(?:et|en|und|and|&)\s+)?"
    first, second = _CLOCK, _CLOCK
    return re.compile(
        rf"{between}(?:(?P<part>{parts})(?!\w)|(?:(?P<from>{_FROM})\s)?{first}(?:{_TO}{second}|(?(from)|(?!))))"
    )
