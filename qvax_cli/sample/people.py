"""Made-up people for trying qvax: the same for the same seed, and none of them anybody.

Numbers are right by their check digits; mail addresses lie in the domains that are reserved for examples (RFC
2606), mobiles in ranges that are valid but that no operator uses: a forgotten test never calls a stranger.

    python -m qvax_cli.sample.people 300 > data/sample_registrations.csv
"""

import csv
import io
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations, product
from random import Random
from typing import TextIO

from qvax_cli.registrations.columns import COLUMNS
from qvax_cli.rules.national_number import make
from qvax_cli.sample.names import FIRST_NAMES, LAST_NAMES

SEED = 2021
#: Everybody is of age from this day on.
FIRST_DAY = date(2021, 4, 6)
#: The centers of the sample file, (code, language); the big ones as often as they should be met.
CENTERS: Sequence[tuple[str, str]] = (
    *[("namur", "fr")] * 8,
    *[("liege", "fr"), ("charleroi", "fr"), ("antwerpen", "nl"), ("gent", "nl"), ("eupen", "de")] * 3,
    *[("mons", "fr"), ("hasselt", "nl"), ("leuven", "nl"), ("brugge", "nl"), ("sankt-vith", "de")],
)

# Inhabitants of Belgium in thousands on 1 January 2021, about: age from, age to, how many.
_PYRAMID = (
    *[(18, 19, 254), (20, 24, 660), (25, 29, 735), (30, 34, 755), (35, 39, 755), (40, 44, 745)],
    *[(45, 49, 745), (50, 54, 790), (55, 59, 790), (60, 64, 720), (65, 69, 625), (70, 74, 555)],
    *[(75, 79, 385), (80, 84, 320), (85, 89, 210), (90, 94, 90), (95, 100, 22)],
)
_AGES = [low + i % (high - low + 1) for low, high, many in _PYRAMID for i in range(many)]
_OLD_NAMES_FROM = 52  # who was of that age in 2021 was born before 1970
_SPOKEN = {
    "fr": ["fr"] * 90 + ["nl"] * 4 + ["de"] * 2 + ["en"] * 4,
    "nl": ["nl"] * 92 + ["fr"] * 4 + ["en"] * 4,
    "de": ["de"] * 90 + ["fr"] * 7 + ["en"] * 3,
    "en": ["en"] * 100,
}
_DOMAINS = ("example.org", "example.net", "example.com")
_BELGIAN = ("0452", "0453", "0454", "0457", "0459")
_FOREIGN = ("+33 740", "+31 632", "+352 656")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EVENINGS = ("17:00-19:30", "17:00-20:00", "17:30-21:00", "18:00-22:00", "16:00-19:00")
_AVAILABLE = [
    *["", "", "", "today 17:00-21:00", "today 17:00-21:00", "today 17:00-20:00", "today 17:00-20:00"] * 20,
    *["today 16:00-21:00|tomorrow 16:00-21:00", "tomorrow 17:00-20:00", "today 09:00-21:00"] * 10,
    *[f"{day} {evening}" for day, evening in product(_DAYS, _EVENINGS)],
    *[f"today {evening}|{day} {evening}" for day, evening in product(_DAYS, _EVENINGS)],
    *[f"{one} 17:00-20:00|{two} 17:00-20:00" for one, two in combinations(_DAYS, 2)],
]
# What is added to the month: 1 number in 100 is a BIS number, half of them of people whose sex was known.
_BIS = [40, 20] + [0] * 198
#: Of nobody the week repeats: evenings are made up one by one.
_WRITTEN = tuple(column for column in COLUMNS if column != "repeat")
_WEEKS = 2_000  # different weeks, of which everybody has one when so many evenings are asked for
#: A name as it is written, and as it stands in a mail address.
_Name = tuple[str, str]


def people(
    n: int,
    seed: int = SEED,
    centers: Sequence[tuple[str, str]] = CENTERS,
    day: date = FIRST_DAY,
    *,
    sorted_by_center: bool = False,
    evenings: int = 0,
) -> Iterator[dict[str, str]]:
    """n people as rows of a file of registrations (without `repeat`), one by one, each with another number.

    centers: (code, language), one of them drawn for each person, or each for as many people in a row
    (sorted_by_center), as the lists of centers come one after the other; day: when everybody is 18 to 100 years old;
    evenings: how many windows somebody has on average, 1 to 7; 0: as on the evening of an offer, many today or none.
    The first m of n people are those of m, unless they are sorted.
    """
    random = Random(seed).random
    available = _weeks(evenings, Random(seed)) if evenings else _AVAILABLE
    born_so_far: dict[int, int] = {}
    contacts: dict[str, tuple[str, str, str]] = {}
    last_day = day.toordinal() - 2
    for i in range(n):
        code, local = centers[i * len(centers) // n if sorted_by_center else int(random() * len(centers))]
        language = _SPOKEN[local][int(random() * 100)]
        years = _AGES[int(random() * len(_AGES))]
        birth, serial = _birth(last_day - int((years + random()) * 365.2425), born_so_far)
        first = _first_name(language, serial % 2, years >= _OLD_NAMES_FROM, random())
        last = _LAST[language][int(random() * len(_LAST[language]))]
        email, mobile = _addresses(first, last, random(), random())
        contact = ""
        if years >= 80 and random() < 0.25:
            # a reference person gives their own address, often for several people
            if code not in contacts or random() < 0.6:
                contacts[code] = _helper(language, last, random)
            contact, email, mobile = contacts[code]
        niss = _written(make(birth, serial, _BIS[int(random() * 200)]))
        windows = available[int(random() * len(available))]
        person = (niss, last[0], first[0], birth.isoformat(), email, mobile, contact, language, code, windows)
        yield dict(zip(_WRITTEN, person, strict=True))


def _weeks(evenings: int, random: Random) -> list[str]:
    """Weeks with so many windows on average, on other days each."""
    most = min(evenings - 1, len(_DAYS) - evenings)  # as many more as fewer
    return [
        "|".join(f"{day} {random.choice(_EVENINGS)}" for day in random.sample(_DAYS, evenings + more))
        for _ in range(_WEEKS)
        for more in [random.randint(-most, most)]
    ]


def _birth(ordinal: int, born_so_far: dict[int, int]) -> tuple[date, int]:
    """A birth date, the given one as long as it has numbers left, and a serial number still free that day."""
    while (order := born_so_far.get(ordinal, 0)) == 997:
        ordinal -= 1
    born_so_far[ordinal] = order + 1
    # 997 is prime: the steps go once through all of 1..997, in an order that looks drawn
    return date.fromordinal(ordinal), (order * 389 + ordinal * 17) % 997 + 1


def _first_name(language: str, man: int, old: bool, chance: float) -> _Name:
    names = _FIRST[language][man]
    half = len(names) // 2
    return names[int(chance * half) + (0 if old else half)]


def _addresses(first: _Name, last: _Name, which: float, chance: float) -> tuple[str, str]:
    """An e-mail address and a mobile; 1 in 10 has only a mobile, 3 in 10 only e-mail."""
    digits = int(chance * 3_000_000)
    email = mobile = ""
    if which >= 0.1:
        email = f"{first[1]}.{last[1]}{digits % 97}@{_DOMAINS[digits % 3]}"
    if which < 0.7:
        prefixes = _FOREIGN if digits % 50 == 7 else _BELGIAN
        tail = digits % 1_000_000
        area = prefixes[digits // 1000 % len(prefixes)]
        mobile = f"{area} {tail // 10000:02} {tail // 100 % 100:02} {tail % 100:02}"
    return email, mobile


def _helper(language: str, last: _Name, random: Callable[[], float]) -> tuple[str, str, str]:
    """A younger relative: name, e-mail and mobile."""
    first = _first_name(language, int(random() * 2), False, random())
    return f"{first[0]} {last[0]}", *_addresses(first, last, random(), random())


def _written(number: str) -> str:
    """A national number as it stands on the identity card."""
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"


def _names(text: str, separator: str | None = None) -> list[_Name]:
    return [(name, _ascii(name)) for name in text.split(separator)]


def _ascii(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower().replace("ı", "i"))
    return "".join(c for c in letters if c.isascii() and c.isalpha())


_FIRST = {language: tuple(map(_names, names)) for language, names in FIRST_NAMES.items()}
_LAST = {language: _names(names, ",") for language, names in LAST_NAMES.items()}


def write(file: TextIO, n: int, seed: int = SEED) -> None:
    """The sample file: n people, as CSV with commas."""
    rows = csv.DictWriter(file, _WRITTEN, lineterminator="\n")
    rows.writeheader()
    rows.writerows(people(n, seed))


if __name__ == "__main__":
    with io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="") as stdout:
        write(stdout, int(sys.argv[1]) if len(sys.argv) > 1 else 300)
