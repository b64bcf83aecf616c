"""Instants and the wall clock of Brussels."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qvax_cli.rules.complaint import Complaint, Unreadable
from qvax_cli.rules.local_time import (
    clock_text,
    day,
    instant,
    local,
    readings,
    rfc3339,
)


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


NOW = utc("2021-04-06 12:00")  # a Tuesday, 14:00 in Brussels
SPRING = utc("2021-03-28 01:00")  # 02:00 becomes 03:00
AUTUMN = utc("2021-10-31 01:00")  # 03:00 becomes 02:00

instants = st.integers(0, utc("2100-01-01")) | st.integers(SPRING - 7200, SPRING + 7200)
instants = instants | st.integers(AUTUMN - 7200, AUTUMN + 7200)


@pytest.mark.parametrize(
    ("wall", "in_utc"),
    [
        ("2021-01-15 12:00", "2021-01-15 11:00"),
        ("2021-07-15 12:00", "2021-07-15 10:00"),
        ("2021-03-28 01:59:59", "2021-03-28 00:59:59"),
        ("2021-03-28 03:00", "2021-03-28 01:00"),
        ("2021-10-31 01:59:59", "2021-10-30 23:59:59"),
        ("2021-10-31 03:00", "2021-10-31 02:00"),
    ],
)
def test_a_wall_time_is_one_instant_whichever_reading_is_asked(wall: str, in_utc: str) -> None:
    assert instant(datetime.fromisoformat(wall)) == utc(in_utc)
    assert instant(datetime.fromisoformat(wall), late=True) == utc(in_utc)


@pytest.mark.parametrize("clock", ["02:00", "02:30", "02:59:59"])
@pytest.mark.parametrize("late", [False, True])
def test_an_hour_that_spring_leaves_out_is_refused(clock: str, late: bool) -> None:
    with pytest.raises(Complaint, match="does not exist that night") as caught:
        instant(datetime.fromisoformat(f"2021-03-28 {clock}"), late, field="until")
    assert caught.value.field == "until"
    assert not isinstance(caught.value, Unreadable)
    assert caught.value.hint


@pytest.mark.parametrize("clock", ["02:00", "02:30", "02:59:59"])
def test_in_the_doubled_hour_the_first_counts_or_the_second_when_late(clock: str) -> None:
    wall = datetime.fromisoformat(f"2021-10-31 {clock}")
    assert instant(wall, late=True) - instant(wall) == 3600
    assert instant(wall) == utc(f"2021-10-31 {clock}") - 7200


def test_an_aware_datetime_is_a_bug_and_not_a_wall_time() -> None:
    with pytest.raises(ValueError, match="naive"):
        instant(datetime(2021, 4, 6, tzinfo=UTC))


def test_fractions_of_a_second_are_dropped() -> None:
    assert instant(datetime(2021, 4, 6, 14, 0, 0, 999_999)) == NOW


@given(instants)
def test_an_instant_comes_back_from_its_wall_time(moment: int) -> None:
    wall = local(moment)
    assert wall.tzinfo is None
    assert instant(wall) == moment
    assert moment in readings(wall)


@given(instants)
def test_day_and_clock_are_those_of_the_wall_time(moment: int) -> None:
    assert day(moment) == local(moment).date()
    assert clock_text(moment) == local(moment).strftime("%H:%M")


@given(st.datetimes(datetime(2021, 1, 1), datetime(2022, 1, 1)))
@example(datetime(2021, 3, 28, 2, 30))
@example(datetime(2021, 10, 31, 2, 30))
def test_a_wall_time_exists_unless_no_instant_shows_it(wall: datetime) -> None:
    wall = wall.replace(microsecond=0, fold=0)
    shown = [moment for moment in readings(wall) if local(moment).replace(fold=0) == wall]
    if shown:
        assert instant(wall) == min(shown)
        assert instant(wall, late=True) == max(shown)
    else:
        with pytest.raises(Complaint):
            instant(wall)


def test_the_day_in_brussels_begins_before_the_day_in_utc() -> None:
    assert day(utc("2021-04-05 21:59:59")) == date(2021, 4, 5)
    assert day(utc("2021-04-05 22:00")) == date(2021, 4, 6)
    assert clock_text(utc("2021-04-06 15:40")) == "17:40"


# RFC 3339


def test_an_instant_is_written_in_utc_with_z() -> None:
    assert rfc3339(utc("2021-04-06 15:40")) == "2021-04-06T15:40:00Z"


@given(instants)
def test_an_instant_in_rfc_3339_is_the_one_that_others_read(moment: int) -> None:
    assert datetime.fromisoformat(rfc3339(moment)).timestamp() == moment
