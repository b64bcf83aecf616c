"""Age in whole years, and the limits set to it (R3, R9).

A day is a calendar day of Europe/Brussels; the caller makes it from the instant. The definition is that of
`dateutil.relativedelta(day, birth).years`: who was born on 29 February grows a year older on 28 February in years
without a 29th. It decides who may be registered; what only shows an age spares itself the loading of dateutil.
"""

from datetime import date, timedelta

from qvax_cli.rules.complaint import Complaint

OLDEST = 125  # nobody on record lived longer than 122 years: beyond this, the century is wrong


def age(birth: date, day: date) -> int:
    """The age in whole years of somebody born on `birth`, on a `day` not before it, equal to relativedelta's."""
    years = day.year - birth.year
    birthday, today = (birth.month, birth.day), (day.month, day.day)
    if today >= birthday or (birthday == (2, 29) and today == (2, 28) and _ends_february(day)):
        return years
    return years - 1


def born_between(min_age: int | None, max_age: int | None, day: date) -> tuple[date | None, date | None]:
    """The earliest and the latest birth date, both inclusive, of people within the age limits on `day` (R9).

    min_age, max_age: whole years, 0 or more, both inclusive, None for no limit, in the answer as well. A
    maximum of more years than the calendar has is no limit; such a minimum leaves only the first day of the
    calendar, when nobody was born.
    """
    latest = None if min_age is None else _born_latest(min_age, day) or date.min
    too_old = None if max_age is None else _born_latest(max_age + 1, day)
    return (None if too_old is None else too_old + timedelta(days=1)), latest


def of_age(birth: date, day: date, min_age: int) -> None:
    """Refuses somebody who is not yet `min_age` years old on `day`; the birthday itself is enough (R3).

    Raises Complaint on "birth_date" for the too young, and for dates to come or of more than 125 years ago.
    """
    if birth > day:
        hint = "check the year: a two-digit year, or the century"
        raise Complaint("birth_date", "is in the future", hint)
    from dateutil.relativedelta import relativedelta

    years = relativedelta(day, birth).years
    if years > OLDEST:
        raise Complaint("birth_date", f"is more than {OLDEST} years ago", "check the year and the century")
    if years < min_age:
        reason = f"is less than {min_age} years ago, and the list is open from the age of {min_age}"
        raise Complaint("birth_date", reason, "the birthday itself is early enough: register the person then")


def _born_latest(years: int, day: date) -> date | None:
    """The last birth date of people at least so many years old on `day`; None where the calendar has none."""
    year = day.year - years
    if year < date.min.year:
        return None
    if _ends_february(day):
        return date(year, 3, 1) - timedelta(days=1)
    return day.replace(year=year)


def _ends_february(day: date) -> bool:
    return day.month == 2 and (day + timedelta(days=1)).month == 3
