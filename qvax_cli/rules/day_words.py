"""What people write for a day and a time of day: `tue 17:00`, `06/04/2021 17h30`, `demain à 9h`.

Only words and shapes; the zone and the calendar are in `local_time`. Everything here expects the text in
lower case with single spaces, as `tidy` leaves it.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

from qvax_cli.rules.complaint import Complaint, Unreadable

_HOUR_WORD = r"\s?(?:uhr|uur|h|u)"
_CLOCK = rf"(\d\d?)(?:(?:[:.]|\s?[hu]\s?)(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?:{_HOUR_WORD})?|{_HOUR_WORD})"
_DATE = r"\d{4}-\d\d-\d\d|\d\d?[/.-]\d\d?[/.-]\d{4}"
# No offset on earth is beyond 14 hours: `17:00-19:30` is then a span and not a time in a strange zone.
_ZONE = r"z|[+-](?:0\d|1[0-4]):?[0-5]\d"
_BEFORE_CLOCK = r"(?:(?:at|from|à|de|om|van|um|von)\s)?"

# The months in French, Dutch, German and English, whole and short, as they are written with and without accents.
_MONTHS = (
    "janvier janv januari januar january jan",
    "février fevrier févr fevr februari februar february feb",
    "mars maart mrt märz marz march mar",
    "avril avr april apr",
    "mai mei may",
    "juin juni june jun",
    "juillet juil juli july jul",
    "août aout augustus august aug",
    "septembre september sept sep",
    "octobre oktober october okt oct",
    "novembre november nov",
    "décembre decembre december dezember déc dec dez",
)
#: The number of a month, by every such word.
MONTH_OF = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_EVENINGS = {
    **dict.fromkeys(("ce soir", "this evening", "heute abend"), 0),
    **dict.fromkeys(("demain soir", "tomorrow evening", "morgen avond", "morgen abend"), 1),
}
# As `_DAY_AND_MONTH` reads it: “vendredi 27 novembre”, “27. November 2026”, “1er mai”.
_SPOKEN_DATE = rf"(?:[^\d\s]+\s)?\d\d?(?:er|\.)?\s(?:{'|'.join(MONTH_OF)})\b\.?(?:\s\d{{4}}\b)?"
_DAY_AND_MONTH = r"(?:([^\d\s]+?),?\s)?(\d\d?)(?:er|\.)?\s([^\d\s]+?)\.?(?:\s(\d{4}))?"

_WORD = rf"{'|'.join(_EVENINGS)}|{_SPOKEN_DATE}|[^\d\s]+"


def _moment(word: str) -> str:
    return rf"(?:(?:({_DATE})(?:t|,?\s)|({word}),?\s){_BEFORE_CLOCK})?{_CLOCK}({_ZONE})?"


#: A pattern of six groups, the fields of `Spelled`; to be compiled with re.ASCII.
MOMENT = _moment(_WORD)
#: Where no word names the day. This is how most are written, and compiled in a tenth of the time.
IN_FIGURES = _moment("(?!)")


class Spelled(NamedTuple):
    """The parts of a moment as written; `date` and `word` exclude each other and may both be missing."""

    date: str | None
    word: str | None
    hour: str
    minute: str | None
    second: str | None
    zone: str | None


# `ma` and `di` are left out on purpose, see _TWO_MEANINGS.
_WEEKDAYS = (
    "monday mon lundi lun lu maandag maa montag mo",
    "tuesday tue tues mardi mar dinsdag din dienstag die",
    "wednesday wed weds mercredi mer me woensdag woe wo mittwoch mit mi",
    "thursday thu thur thurs jeudi jeu je donderdag don do donnerstag",
    "friday fri vendredi ven ve vrijdag vrij vri vr freitag fre fr",
    "saturday sat samedi sam sa zaterdag zat za samstag sonnabend",
    "sunday sun dimanche dim zondag zon zo sonntag son so",
)
_WEEKDAY_OF = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
_DAYS_AHEAD = {
    **dict.fromkeys(("today", "tonight", "aujourd'hui", "auj", "vandaag", "vanavond", "heute"), 0),
    **dict.fromkeys(("tomorrow", "demain", "morgen", "morgenavond"), 1),
    **_EVENINGS,
}
_YESTERDAY = frozenset(("yesterday", "hier", "gisteren", "gestern"))
_TWO_MEANINGS = {
    "ma": "'ma' is Monday in Dutch and Tuesday in French",
    "di": "'di' is Tuesday in Dutch and German and Sunday in French",
}


def tidy(text: str) -> str:
    """The text in lower case, with single spaces and plain apostrophes."""
    return " ".join(text.lower().replace("’", "'").split())


def is_weekday(word: str) -> bool:
    """Whether the word is a weekday, in full or short, in English, French, Dutch or German."""
    return word.rstrip(".,") in _WEEKDAY_OF


def named_day(word: str, today: date, field: str) -> date:
    """The day that a word means, seen from `today`; of a weekday the coming one, and today counts.

    Raises Unreadable for a word that is no day, or that means another day in another language of the country.
    """
    word = word.rstrip(".,")
    if word in _DAYS_AHEAD:
        return today + timedelta(days=_DAYS_AHEAD[word])
    if word in _WEEKDAY_OF:
        return today + timedelta(days=(_WEEKDAY_OF[word] - today.weekday()) % 7)
    if found := re.fullmatch(_DAY_AND_MONTH, word):
        return _dated(*found.groups(), today=today, field=field)
    if word in _TWO_MEANINGS:
        raise Unreadable(field, _TWO_MEANINGS[word], "write the weekday in full")
    hint = "write today, tomorrow, a weekday such as tuesday, mardi, dinsdag or dienstag, or a date"
    raise Unreadable(field, "a word in it is not a day", hint)


def _dated(weekday: str | None, number: str, month: str, year: str | None, *, today: date, field: str) -> date:
    """A day by its month, of this year or, where that day is over, of the next; the weekday must be its own."""
    try:
        found = date(int(year or today.year), MONTH_OF[month], int(number))
        if year is None and found < today:
            found = found.replace(year=today.year + 1)
    except ValueError:
        raise Complaint(field, "the calendar has no such day", "check the day and the month") from None
    if weekday is not None and weekday in _WEEKDAY_OF and _WEEKDAY_OF[weekday] != found.weekday():
        raise Complaint(field, "that date is on another weekday", "check the date and the weekday")
    return found


def past_day(word: str, today: date) -> date | None:
    """The day that a word for today or yesterday means; None for everything else."""
    if word in _YESTERDAY:
        return today - timedelta(days=1)
    return today if _DAYS_AHEAD.get(word) == 0 else None


def since_midnight(spelled: Spelled, field: str) -> timedelta:
    """The written time of day on the wall clock, 00:00 to 24:00; raises Unreadable beyond it."""
    hour, minute, second = int(spelled.hour), int(spelled.minute or 0), int(spelled.second or 0)
    if minute > 59 or second > 59 or (hour, minute, second) > (24, 0, 0):
        raise Unreadable(field, "a day has no such time", "write the time between 00:00 and 24:00")
    return timedelta(hours=hour, minutes=minute, seconds=second)
