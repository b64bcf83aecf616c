"""The national number (NISS/INSZ, BIS): reading it, and the birth date that it carries (R2).

Eleven digits: YYMMDD, a serial number of three, two check digits. Sources: the royal decrees of 3 April 1984
(register) and of 8 February 1991 (BIS: month + 20 when the sex was unknown, + 40 when it was known).

python-stdnum cleans unusual spellings, and the tests hold every answer of this module against its own. It
does not give the answers, because it reads the clock (a birth of next year has wrong check digits until New
Year), accepts 30 February, and costs ten times as much.
"""

from datetime import date
from functools import lru_cache

from qvax_cli.rules.complaint import Complaint

_FIELD = "niss"
_LENGTH = 11
# For births from 2000 on the check digits are those of "2" + the nine digits: 2 000 000 000 more, modulo 97.
# This is no multiple of 97, so the check digits of both centuries always differ and no number is ambiguous.
_FROM_2000 = 2_000_000_000 % 97
_LAST_SERIAL = 998  # men 001, 003 ... 997, women 002, 004 ... 998: 000 and 999 are not given out
_CARD = "compare it with the identity card: 11 digits, YY.MM.DD-NNN.CC"


def read(text: str, birth_date: date | None = None) -> tuple[str, date]:
    """The 11 digits and the birth date of a national number in any usual spelling (R2).

    text: the number, with or without dots, dashes, spaces, slashes; birth_date: the one given beside it, if
    any. It must agree with the number, and must be there when the number carries no whole date.
    A birth date to come is not refused here, where there is no clock: see `age.of_age`.
    Raises Complaint on "niss", or on "birth_date" when that is what is missing or disagrees.
    """
    digits = text if len(text) == _LENGTH else _without_separators(text)
    birth = _whole_birth(digits, birth_date)
    if birth is not None and (birth_date is None or birth_date == birth):
        return digits, birth
    return _read_unusual(text, birth_date)


def century_of(text: str) -> int | None:
    """The century of birth that the check digits tell, 1900 or 2000; None when the number is not right.

    For birth dates written with a two-digit year beside a number in any spelling.
    """
    try:
        return _century(*divmod(int(_eleven_digits(text)), 100))
    except Complaint:
        return None


def may_be(digits: str) -> bool:
    """Whether eleven digits may be somebody's number: the check digits are right, and the day and month can be."""
    month, day = int(digits[2:4]), int(digits[4:6])
    return day <= 31 and month % 20 <= 12 and month < 60 and _century(*divmod(int(digits), 100)) is not None


def restore_lost_zeros(text: str) -> str:
    """The number with the leading zeros that a spreadsheet took from it, or the text as it came.

    Births of 2001 to 2009 lose one zero, those of 2000 two, or three from January to September. They are
    put back only when check digits and calendar then agree: a number with a forgotten digit stays refused.
    """
    short = text.strip()
    if not (8 <= len(short) < _LENGTH and short.isascii() and short.isdigit()):
        return text
    whole = short.zfill(_LENGTH)
    try:
        read(whole)
    except Complaint as complaint:
        if complaint.field == _FIELD:
            return text
        # only the birth date is missing, which the number need not carry
    return whole


def make(birth: date, serial: int, bis: int = 0) -> str:
    """A valid number for somebody born that day, for made-up people and for tests.

    birth: from 1900 to 2099; serial: 1 to 998, odd for men; bis: what a BIS number adds to the month, 20 or
    40, and 0 for the register. Raises ValueError outside these.
    """
    if not (1900 <= birth.year <= 2099 and 1 <= serial <= _LAST_SERIAL and bis in (0, 20, 40)):
        raise ValueError("no national number exists for this birth year, serial number or kind")
    body = f"{birth.year % 100:02}{birth.month + bis:02}{birth.day:02}{serial:03}"
    shift = _FROM_2000 if birth.year >= 2000 else 0
    return f"{body}{97 - (int(body) + shift) % 97:02}"


def _without_separators(text: str) -> str:
    digits = text.replace(".", "").replace("-", "")
    return digits if len(digits) == _LENGTH else digits.replace(" ", "").replace("/", "")


def _century(body: int, check: int) -> int | None:
    """The century for which `check` fits the nine digits of `body`, if any."""
    if body % 97 + check == 97:
        return 1900
    return 2000 if (body + _FROM_2000) % 97 + check == 97 else None


def _whole_birth(digits: str, given: date | None) -> date | None:
    """The fast path: the birth date of a right number of the register that carries one, else None.

    given: the one beside it, if any; where it is the same, no calendar is asked.
    """
    if len(digits) != _LENGTH or not digits.isascii() or not digits.isdigit():
        return None
    body, check = divmod(int(digits), 100)
    century = 1900 if body % 97 + check == 97 else _century(body, check)
    days, serial = divmod(body, 1000)
    if century is None or not 0 < serial <= _LAST_SERIAL:
        return None
    day = century * 10000 + days
    if given is not None and given.year * 10000 + given.month * 100 + given.day == day:
        return given
    return _calendar_day(day)


@lru_cache(maxsize=100_000)  # the days of two centuries
def _calendar_day(digits: int) -> date | None:
    """The day YYYYMMDD, None when the calendar has none."""
    try:
        return date(digits // 10000, digits // 100 % 100, digits % 100)
    except ValueError:
        return None


def _read_unusual(text: str, birth_date: date | None) -> tuple[str, date]:
    """As `read`, for what the fast path left: BIS numbers, incomplete dates, odd spellings, all refusals."""
    digits = _eleven_digits(text)
    century = _century(*divmod(int(digits), 100))
    if century is None:
        reason = "has check digits that do not fit the other nine: a digit is wrong, or two are swapped"
        raise Complaint(_FIELD, reason, _CARD)
    if not 0 < int(digits[6:9]) <= _LAST_SERIAL:
        raise Complaint(_FIELD, "has a serial number that is never given out (000 or 999)", _CARD)
    year, coded_month, day = century + int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    month = coded_month % 20
    if coded_month >= 60 or month > 12:
        raise Complaint(_FIELD, "carries a month of birth that does not exist", _CARD)
    if month == 0 or day == 0:
        return digits, _given_birth(year, month, birth_date)
    try:
        birth = date(year, month, day)
    except ValueError:
        raise Complaint(_FIELD, "carries a birth date that is not in the calendar", _CARD) from None
    if birth_date is not None and birth_date != birth:
        raise _disagreement("the birth date that the national number carries")
    return digits, birth


def _given_birth(year: int, month: int, birth_date: date | None) -> date:
    """The birth date given beside a number that carries only a part of it; month 0 where the number has none.

    The year is true even when month and day are 00 (decree of 1984, art. 1). Only year 00 with month 00 is no
    year of birth for sure: it also stands for a person of whom nothing is known.
    """
    if birth_date is None:
        reason = "is missing, and this national number does not carry a whole birth date"
        raise Complaint("birth_date", reason, "give the birth date as well")
    if month == 0:
        if year not in (1900, 2000, birth_date.year):
            raise _disagreement("the year of birth that the national number carries")
    elif (year, month) != (birth_date.year, birth_date.month):
        raise _disagreement("the year and month of birth that the national number carries")
    return birth_date


def _disagreement(other: str) -> Complaint:
    hint = "compare both with the identity card: one of them is wrong"
    return Complaint("birth_date", f"disagrees with {other}", hint)


def _eleven_digits(text: str) -> str:
    """The digits of an unusual spelling; the library knows the dashes, spaces and digits of all keyboards."""
    digits = _without_separators(text.strip())
    if not (digits.isascii() and digits.isdigit()):
        from stdnum.util import clean

        digits = clean(text.strip(), " -./").strip()
    if not digits:
        raise Complaint(_FIELD, "is missing, and nobody is on the list without a national number", _CARD)
    damage = _spreadsheet_damage(text.strip())
    if damage:
        raise Complaint(_FIELD, damage, "format the column as text in the spreadsheet, then enter it again")
    if not (digits.isascii() and digits.isdigit()):
        raise Complaint(_FIELD, "holds something else than digits, dots, dashes, spaces and slashes", _CARD)
    if len(digits) != _LENGTH:
        counted = f"{len(digits)} digit{'s'[: len(digits) != 1]}"
        raise Complaint(_FIELD, f"has {counted} instead of {_LENGTH}", _CARD)
    return digits


def _spreadsheet_damage(text: str) -> str:
    """What a spreadsheet did to a number it took for an amount: 8,5073E+10, or decimals; "" if nothing."""
    import re

    if re.fullmatch(r"\d+(?:[.,]\d+)?\s?[eE]\s?\+?\d+", text):
        return "was turned into a rounded number by a spreadsheet, and its last digits are lost"
    if re.fullmatch(r"\d{8,11}[.,]0{1,2}", text):
        return "was taken for an amount by a spreadsheet, and has decimals"
    return ""
