"""Quiet hours, by the clock of Brussels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.rules.complaint import Unreadable
from qvax_cli.rules.local_time import local, parse_moment
from qvax_cli.rules.quiet_hours import QuietHours, parse


def _over_at(text: str, moment: str) -> str | None:
    quiet = parse(text, "quiet_hours")
    assert quiet is not None
    over = quiet.over_at(parse_moment(moment, 0, "now"))
    return None if over is None else local(over).isoformat()[:16]


@pytest.mark.parametrize(
    ("moment", "over"),
    [
        ("2021-04-06T21:59:59", None),
        ("2021-04-06T22:00", "2021-04-07T07:00"),
        ("2021-04-07T00:00", "2021-04-07T07:00"),
        ("2021-04-07T06:59:59", "2021-04-07T07:00"),
        ("2021-04-07T07:00", None),
        ("2021-03-27T23:00", "2021-03-28T07:00"),  # an hour is left out that night
        ("2021-10-30T23:00", "2021-10-31T07:00"),  # an hour is doubled that night
        ("2021-12-31T23:30", "2022-01-01T07:00"),
    ],
)
def test_a_night_ends_in_the_morning(moment: str, over: str | None) -> None:
    assert _over_at("22:00-07:00", moment) == over


def test_quiet_hours_can_lie_within_a_day() -> None:
    assert _over_at("12:30 – 13h30", "2021-04-06T13:00") == "2021-04-06T13:30"
    assert _over_at("12:30-13:30", "2021-04-06T13:30") is None
    assert _over_at("20:00-24:00", "2021-04-06T23:59") == "2021-04-07T00:00"
    assert _over_at("0:00-6:00", "2021-04-06T00:00") == "2021-04-06T06:00"


def test_nothing_written_means_none() -> None:
    assert parse("  ", "quiet_hours") is None


@pytest.mark.parametrize(
    "text", ["22-7", "22:00", "25:00-07:00", "22:00-07:60", "07:00-07:00", "00:00-24:00", "night", "24:00-07:00"]
)
def test_what_cannot_be_quiet_hours_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse(text, "quiet_hours")


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(1_600_000_000, 1_700_000_000))
def test_they_end_later_and_within_a_day_and_then_they_are_over(start: int, end: int, moment: int) -> None:
    if start != end:
        over = QuietHours(start, end).over_at(moment)
        assert over is None or moment < over <= moment + 25 * 3600
        minute = local(moment).hour * 60 + local(moment).minute
        assert (over is not None) == ((start <= minute < end) if start < end else (minute >= start or minute < end))
