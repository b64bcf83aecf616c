"""Ages and age limits (R3, R9), held against dateutil."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from qvax_cli.rules.age import age, born_between, of_age
from qvax_cli.rules.complaint import Complaint

TODAY = date(2021, 4, 6)

leap_days = st.sampled_from([date(year, 2, 29) for year in range(1904, 2100, 4)])
ends_of_february = leap_days.flatmap(
    lambda day: st.sampled_from([day - timedelta(days=1), day, day + timedelta(days=1)])
)
days = st.dates(date(1900, 1, 1), date(2150, 12, 31)) | ends_of_february
ages = st.none() | st.integers(0, 130)


@given(days, days)
@example(date(2000, 2, 29), date(2018, 2, 28))
@example(date(2000, 2, 29), date(2020, 2, 28))
@example(date(2000, 2, 28), date(2020, 2, 28))
@example(date(2000, 3, 1), date(2019, 2, 28))
def test_the_age_is_that_of_relativedelta(one: date, other: date) -> None:
    birth, day = min(one, other), max(one, other)
    assert age(birth, day) == relativedelta(day, birth).years


@given(ends_of_february, st.integers(0, 130), st.integers(-2, 2))
def test_the_age_around_a_birthday_is_that_of_relativedelta(birth: date, years: int, days_off: int) -> None:
    day = date(birth.year + years, 3, 1) + timedelta(days=days_off)
    if day >= birth:
        assert age(birth, day) == relativedelta(day, birth).years


@pytest.mark.parametrize(
    ("birth", "day", "years"),
    [
        (date(2003, 4, 6), TODAY, 18),
        (date(2003, 4, 7), TODAY, 17),
        (TODAY, TODAY, 0),
        (date(2004, 2, 29), date(2022, 2, 27), 17),
        (date(2004, 2, 29), date(2022, 2, 28), 18),
        (date(2004, 2, 29), date(2024, 2, 28), 19),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
    ],
)
def test_a_birthday_adds_a_year_and_29_february_falls_on_the_28th(birth: date, day: date, years: int) -> None:
    assert age(birth, day) == years


@given(days, days, ages, ages)
@example(date(1960, 2, 29), date(2021, 2, 28), 61, None)
@example(date(1960, 2, 29), date(2021, 2, 28), None, 60)
@example(date(1961, 3, 1), date(2024, 2, 29), 63, None)
def test_a_birth_is_between_the_dates_exactly_when_the_age_is_within_the_limits(
    one: date, other: date, min_age: int | None, max_age: int | None
) -> None:
    birth, day = min(one, other), max(one, other)
    earliest, latest = born_between(min_age, max_age, day)
    between = (earliest is None or earliest <= birth) and (latest is None or birth <= latest)
    years = relativedelta(day, birth).years
    assert between == ((min_age is None or years >= min_age) and (max_age is None or years <= max_age))


@given(days, st.integers(0, 130))
def test_the_day_before_the_earliest_and_after_the_latest_birth_are_outside(day: date, years: int) -> None:
    earliest, latest = born_between(years, years, day)
    assert earliest is not None
    assert latest is not None
    assert relativedelta(day, earliest).years == years
    assert relativedelta(day, latest).years == years
    assert relativedelta(day, earliest - timedelta(days=1)).years == years + 1
    assert age(latest + timedelta(days=1), day) == years - 1


def test_no_limits_leave_everybody() -> None:
    assert born_between(None, None, TODAY) == (None, None)


def test_limits_beyond_the_calendar_leave_everybody_or_nobody() -> None:
    assert born_between(None, 5000, TODAY) == (None, None)
    assert born_between(5000, None, TODAY) == (None, date.min)


@given(days, st.integers(0, 125))
def test_of_age_from_the_birthday_itself_on(birth: date, min_age: int) -> None:
    birthday = birth + relativedelta(years=min_age)
    of_age(birth, birthday, min_age)
    with pytest.raises(Complaint):
        of_age(birth, birthday - timedelta(days=1), min_age)


def test_somebody_of_17_years_and_364_days_is_refused() -> None:
    with pytest.raises(Complaint) as caught:
        of_age(TODAY - relativedelta(years=18) + timedelta(days=1), TODAY, 18)
    assert caught.value.field == "birth_date"
    assert "18" in caught.value.reason


def test_a_birth_in_the_future_is_refused() -> None:
    of_age(TODAY, TODAY, 0)
    with pytest.raises(Complaint) as caught:
        of_age(TODAY + timedelta(days=1), TODAY, 0)
    assert (caught.value.field, caught.value.reason) == ("birth_date", "is in the future")


def test_an_age_of_more_than_125_years_is_refused() -> None:
    of_age(date(1895, 4, 7), TODAY, 18)
    with pytest.raises(Complaint) as caught:
        of_age(date(1895, 4, 6), TODAY, 18)
    assert caught.value.field == "birth_date"
    assert "125" in caught.value.reason
