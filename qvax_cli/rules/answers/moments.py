"""Finds the days and times in an answer, and says of each whether it lies inside the offer.

A text comes in folded, so that it holds no capitals, and goes out with each moment replaced by a sign in capitals:
`TIME`, a clock time inside the offer; `SOON`, a number of minutes after which the offer is on; `DAY`, the day of the
offer; `ELSE`, any other moment.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.local_time import Instant, instant, local

TIME, SOON, DAY, ELSE = "TIME", "SOON", "DAY", "ELSE"

_NUMBERS = (
    "zero,un une een ein eine einer einem one a an,deux twee zwei two,trois drie drei three,quatre vier four,"
    "cinq vijf funf fuenf five,six zes sechs,sept zeven sieben seven,huit acht eight,neuf negen neun nine,"
    "dix tien zehn ten,onze elf eleven,douze twaalf zwolf zwoelf twelve"
)
_NUMBER = {word: number for number, words in enumerate(_NUMBERS.split(",")) for word in words.split()} | {
    **dict.fromkeys(("quinze", "vijftien", "funfzehn", "fuenfzehn", "fifteen"), 15),
    **dict.fromkeys(("vingt", "twintig", "zwanzig", "twenty"), 20),
    **dict.fromkeys(("vingt cinq", "vijfentwintig", "funfundzwanzig", "twenty five"), 25),
    **dict.fromkeys(("trente", "dertig", "dreissig", "thirty"), 30),
    **dict.fromkeys(("quarante", "veertig", "vierzig", "forty"), 40),
    **dict.fromkeys(("quarante cinq", "vijfenveertig", "funfundvierzig", "forty five"), 45),
}
_HOUR_WORDS = "|".join(word for word, number in _NUMBER.items() if 1 <= number <= 12 and word not in ("a", "an"))
_COUNT = rf"\d{{1,3}}|{'|'.join(sorted(_NUMBER, key=len, reverse=True))}"
_MONTHS = (
    "janvier januari januar january,fevrier februari februar february,mars maart marz maerz march,"
    "avril april,mai mei may,juin juni june,juillet juli july,aout augustus august,septembre september,"
    "octobre oktober october,novembre november,decembre december dezember"
)
_MONTH = {word: number for number, words in enumerate(_MONTHS.split(","), 1) for word in words.split()}
_WEEKDAYS = (
    "lundi maandag montag monday,mardi dinsdag dienstag tuesday,mercredi woensdag mittwoch wednesday,"
    "jeudi donderdag donnerstag thursday,vendredi vrijdag freitag friday,samedi zaterdag samstag saturday,"
    "dimanche zondag sonntag sunday"
)
_WEEKDAY = {word: number for number, words in enumerate(_WEEKDAYS.split(",")) for word in words.split()}
#: Days from the day on which an answer was received.
_AHEAD = {
    **dict.fromkeys(("aujourd'hui", "aujourdhui", "ajd", "vandaag", "heute", "today"), 0),
    **dict.fromkeys(("demain", "morgen", "tomorrow", "tmrw"), 1),
    **dict.fromkeys(
        ("apres demain", "apresdemain", "overmorgen", "ubermorgen", "uebermorgen", "day after tomorrow"), 2
    ),
}
#: Parts of a day, in hours: what is said of an afternoon is not said of an evening.
_PARTS = {
    **dict.fromkeys(
        ("matin", "ochtend", "voormiddag", "vormittag", "fruh", "frueh", "vroeg", "morgen", "morning"), (5, 12)
    ),
    **dict.fromkeys(("midi", "middag", "mittag", "noon"), (11, 14)),
    **dict.fromkeys(("apres midi", "namiddag", "nachmittag", "afternoon"), (12, 17)),
    **dict.fromkeys(("soir", "soiree", "avond", "abend", "evening", "night"), (17, 24)),
    **dict.fromkeys(("nuit", "nacht"), (20, 24)),
}
_PART_WORDS = "|".join(sorted(_PARTS, key=len, reverse=True))
_DAY_WORDS = "|".join(sorted([*_AHEAD, *_WEEKDAY], key=len, reverse=True))


class Window(NamedTuple):
    """When a dose can be given, and when the answer came that speaks of it."""

    opens: Instant
    closes: Instant
    received_at: Instant

    def holds(self, moment: Instant) -> bool:
        """Whether somebody who comes at that moment gets the dose."""
        return max(self.opens, self.received_at - 60) <= moment < self.closes

    def holds_clock(self, *minutes_of_day: int) -> bool:
        """Whether one of these clock times lies in it."""
        return any(self.holds(self._moment(on, at)) for on in self._days() for at in minutes_of_day)

    def holds_day(self, on: date, part: tuple[int, int]) -> bool:
        """Whether it has some of that part of that day, given in hours."""
        begins, ends = (self._moment(on, hour * 60) for hour in part)
        return on in self._days() and begins < self.closes and self.opens < ends

    def near(self) -> bool:
        """Whether somebody who leaves now does not stand before a door that opens much later."""
        return self.opens <= self.received_at + 3600

    def _days(self) -> list[date]:
        first, last = local(self.opens).date(), local(self.closes - 1).date()
        return [first] if first == last else [first, last]

    def _moment(self, on: date, minutes: int) -> Instant:
        wall = datetime.combine(on, time.min) + timedelta(minutes=minutes)
        try:
            return instant(wall)
        except Complaint:
            # The hour that spring leaves out: a moment that is nowhere.
            return 0


def marked(text: str, window: Window | None) -> str:
    """The text with its moments as signs. Without a window nothing is known to lie inside it."""
    text = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text)
    text = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", text)
    text = _lone_hours().sub(r"\1\4\2\3", text)
    for pattern, inside, sign in _readers():
        text = pattern.sub(lambda found, i=inside, s=sign: _sign(found, window, i, s), text)  # type: ignore[misc]
    return text


Reader = Callable[[re.Match[str], Window], bool]


def _sign(found: re.Match[str], window: Window | None, inside: Reader, sign: str) -> str:
    if found.groupdict().get("greeting"):
        return found[0]
    return f" {sign if window and inside(found, window) else ELSE} "


_UNIT = r"(?:heures?|uur|uhr|hrs?|h|u)"
_TO = r"(?:a|et|en|und|and|tot|bis|to|of|ou|oder|or|-|–)"
_PART_OF_DAY = (
    r"(?:(?P<late>\s?(?:pm\b|du soir|de l'apres midi|'?s avonds|'?s namiddags|abends|nachmittags|"
    r"in the (?:evening|afternoon)))|"
    r"(?P<early>\s?(?:am\b|du matin|'?s ochtends|'?s morgens|morgens|in the morning)))?"
)
_DATE_IN_WORDS = (
    rf"\b(?P<d>\d{{1,2}})(?:er|e|de|ste|\.|st|nd|rd|th)?\s(?:of\s)?(?P<month>{'|'.join(_MONTH)})(?:\s\d{{4}})?\b|"
    rf"\b(?P<month2>{'|'.join(_MONTH)})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?(?:{_UNIT}|[:.]))"
)
_DATE_IN_FIGURES = (
    r"(?<![\d/.-])(?P<d>\d{1,2})(?:/(?P<m>\d{1,2})(?:/\d{2,4})?|-(?P<m2>\d{1,2})-\d{2,4}|"
    r"\.(?P<m3>\d{1,2})\.(?:\d{2,4})?)(?![\d/-])"
)
_DAYS = (
    r"(?P<greeting>\b(?:guten|gute|goede|goeden|goeie)\s?morgen\b)|"
    rf"\b(?P<word>{_DAY_WORDS})(?:s?\s?(?:(?:en|dans la|in the|at|'s|in de)\s)?(?P<part>{_PART_WORDS})s?)?\b|"
    rf"\b(?:ce|cet|cette|deze|diesen?|this|van|to)\s?(?P<this>{_PART_WORDS})\b"
)
_ABOUT = (
    r"(?:(?:environ|maximum|max|a peine|moins d[e']|les|ongeveer|zo'n|goed|minder dan|etwa|ca\.?|ungefahr|rund|"
    r"weniger als|about|around|roughly|less than)\s?)*"
)
_WITHIN = rf"\b(?:dans|d'ici|over|binnen|in|within)\s{_ABOUT}"
_ONE = r"(?:(?:une?|een|einer?|an?)\s)?(?:(?:petite?|bonne?|klein|goed|goeie|kleinen|guten)\s)?"
_MINUTES = (
    rf"(?:{_WITHIN}|\ben\s)?(?:\b(?P<n>{_COUNT})(?:\s?{_TO}\s?(?P<most>{_COUNT}))?\s?(?:petites?\s)?"
    r"(?:minut(?:es?|en|jes?)|minuutjes?|mins?|mn)\b|"
    rf"\b{_ONE}(?:(?P<quarter>quart d'heure|kwartier(?:tje)?|viertel ?stunde|quarter of an hour)|"
    r"(?P<half>demi ?heure|half ?uur(?:tje)?|halben? ?stunde|half an hour|half hour)|"
    r"(?P<threequarters>trois quarts d'heure|drie ?kwartier|drei ?viertel ?stunde))\b)"
)
_HOURS = (
    rf"{_WITHIN}(?P<n>{_COUNT})(?:\s?{_TO}\s?(?P<most>\d{{1,2}}))?\s?(?:heures?|uur(?:tje)?|stunden?|hours?|hrs?|h|u)\b"
)
_TO_THE_HOUR = (
    rf"\b(?:half\s?(?P<past>past\s)?|halb\s?)(?P<h>{_HOUR_WORDS}|\d{{1,2}})\b(?:\s?{_UNIT}\b)?{_PART_OF_DAY}|"
    rf"\b(?:kwart|viertel|quarter)\s(?P<side>voor|vor|to|na|nach|over|past)\s(?P<h2>{_HOUR_WORDS}|\d{{1,2}})\b"
    rf"(?:\s?{_UNIT}\b)?"
)
_IN_WORDS = (
    rf"\b(?P<h>{_HOUR_WORDS})\s?(?:heures?|uur|uhr|o'?\s?clock)\b"
    rf"(?:\s(?:et\s)?(?P<m>demie|quart|trente|quinze|dreissig)\b)?{_PART_OF_DAY}"
)
_CLOCK = (
    rf"(?<![\w.:/])(?<!\d[,-])(?P<h>\d{{1,2}})(?:\s?{_UNIT}\s?(?P<m>\d\d)?(?!\w)|[:.](?P<m2>\d\d)(?!\d)|(?=\s?[ap]m\b))"
    rf"(?:\s(?:et\s)(?P<half>demie)\b)?(?:\s?(?:{_UNIT}|min\w*)\b)?{_PART_OF_DAY}(?!\w)"
)
_AT = rf"\b(?:at|around|by|about)\s(?P<h>\d{{1,2}})(?:[:.](?P<m>\d\d))?(?![\w:.]*\w)(?!\s?{_UNIT}\b){_PART_OF_DAY}"


@cache
def _lone_hours() -> re.Pattern[str]:
    """`18 et 19h`: the unit belongs to both."""
    return re.compile(rf"(?<![\w:.])(\d{{1,2}})(\s?{_TO}\s?)(\d{{1,2}}(?:[:.]\d\d)?(\s?(?:{_UNIT}|[ap]m)\b))")


@cache
def _readers() -> tuple[tuple[re.Pattern[str], Reader, str], ...]:
    """What a moment looks like, how to tell whether it lies inside the offer, and its sign; the longest first."""
    rows: tuple[tuple[str, Reader, str], ...] = (
        (_DATE_IN_WORDS, _date_in_words, DAY),
        (_DATE_IN_FIGURES, _date_in_figures, DAY),
        (_DAYS, _day, DAY),
        (_MINUTES, _minutes, SOON),
        (_HOURS, _hours, SOON),
        (_TO_THE_HOUR, _to_the_hour, TIME),
        (_IN_WORDS, _in_words, TIME),
        (_AT, _at, TIME),
        (_CLOCK, _clock, TIME),
    )
    return tuple((re.compile(pattern), reader, sign) for pattern, reader, sign in rows)


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBER[word]


def _date_in_words(found: re.Match[str], window: Window) -> bool:
    return _date(found["d"] or found["d2"], _MONTH[found["month"] or found["month2"]], window)


def _date_in_figures(found: re.Match[str], window: Window) -> bool:
    return _date(found["d"], int(found["m"] or found["m2"] or found["m3"]), window)


def _date(day: str, month: int, window: Window) -> bool:
    days = (local(window.opens).date(), local(window.closes - 1).date())
    return any((on.day, on.month) == (int(day), month) for on in days)


def _day(found: re.Match[str], window: Window) -> bool:
    today = local(window.received_at).date()
    named = found["this"] or found["part"]
    part = _PARTS[named] if named else (0, 24)
    if found["this"]:
        ahead = 0
    elif found["word"] in _AHEAD:
        ahead = _AHEAD[found["word"]]
    else:
        ahead = (_WEEKDAY[found["word"]] - today.weekday()) % 7
    return window.holds_day(today + timedelta(days=ahead), part)


def _minutes(found: re.Match[str], window: Window) -> bool:
    fixed = next((m for name, m in (("quarter", 15), ("half", 30), ("threequarters", 45)) if found[name]), 0)
    return _after(window, fixed or max(_count(found["n"]), _count(found["most"] or "0")))


def _hours(found: re.Match[str], window: Window) -> bool:
    return _after(window, 60 * max(_count(found["n"]), _count(found["most"] or "0")))


def _after(window: Window, minutes: int) -> bool:
    return window.holds(window.received_at + 60 * minutes)


def _to_the_hour(found: re.Match[str], window: Window) -> bool:
    """`half zeven` is 6:30, and so is `half past six`."""
    minutes = _count(found["h"] or found["h2"]) * 60
    if found["h2"]:
        minutes += -15 if found["side"] in ("voor", "vor", "to") else 15
    else:
        minutes += 30 if found["past"] else -30
    return _holds_one_of_two(window, minutes, found)


def _in_words(found: re.Match[str], window: Window) -> bool:
    minutes = {"demie": 30, "trente": 30, "dreissig": 30, "quart": 15, "quinze": 15}.get(found["m"] or "", 0)
    return _holds_one_of_two(window, _count(found["h"]) * 60 + minutes, found)


def _at(found: re.Match[str], window: Window) -> bool:
    """`at 6`: English counts to twelve."""
    return _holds_one_of_two(window, int(found["h"]) * 60 + int(found["m"] or 0), found)


def _clock(found: re.Match[str], window: Window) -> bool:
    """`18h30`, `18.30 Uhr`: of twenty-four hours, unless it says which part of the day is meant."""
    minutes = int(found["h"]) * 60 + int(found["m"] or found["m2"] or (30 if found["half"] else 0))
    if found["late"] or found["early"]:
        return _holds_one_of_two(window, minutes, found)
    return window.holds_clock(minutes % 1440)


def _holds_one_of_two(window: Window, minutes: int, found: re.Match[str]) -> bool:
    """Whether it lies inside by a clock of twelve hours: in the half of the day that is named, else in one of both."""
    if minutes >= 13 * 60:
        return window.holds_clock(minutes % 1440)
    parts = found.groupdict()
    halves = (720,) if parts.get("late") else (0,) if parts.get("early") else (0, 720)
    return window.holds_clock(*(minutes % 720 + half for half in halves))
