"""Windows of availability: which are allowed, how they merge, what they share with an offer (R8, R10)."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.rules.complaint import Complaint, Unreadable
from qvax_cli.rules.windows import Window, coming, merge, overlap

NOW = int(datetime(2021, 4, 6, 12, tzinfo=UTC).timestamp())
HOUR = 3600


def test_a_window_may_end_just_after_now_and_start_just_within_7_days() -> None:
    week = 7 * 24 * HOUR
    first, last = Window(NOW - HOUR, NOW + 1), Window(NOW + week - 1, NOW + week + HOUR)
    assert coming([last, first], NOW) == (first, last)


@pytest.mark.parametrize(
    ("window", "reason"),
    [
        (Window(NOW - HOUR, NOW), "already over"),
        (Window(NOW + 7 * 24 * HOUR, NOW + 7 * 24 * HOUR + HOUR), "coming 7 days"),
        (Window(NOW, NOW + 30 * 60 - 1), "30 minutes"),
    ],
)
def test_a_window_outside_the_rule_is_refused_with_the_reason(window: Window, reason: str) -> None:
    fine = Window(NOW, NOW + HOUR)
    with pytest.raises(Complaint, match=reason) as caught:
        coming([fine, window], NOW)
    assert caught.value.field == "available"
    assert not isinstance(caught.value, Unreadable)


def test_a_window_of_30_minutes_is_long_enough() -> None:
    window = Window(NOW, NOW + 30 * 60)
    assert coming([window], NOW) == (window,)


def test_short_windows_that_touch_do_not_make_up_for_each_other() -> None:
    with pytest.raises(Complaint):
        coming([Window(NOW, NOW + 1200), Window(NOW + 1200, NOW + 2400)], NOW)


def test_no_windows_are_no_windows() -> None:
    assert coming([], NOW) == ()


# Merging and overlap

windows = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda two: Window(two[0], sum(two)))


def seconds(of: list[Window] | tuple[Window, ...]) -> set[int]:
    return {second for window in of for second in range(window.start, window.end)}


@given(st.lists(windows, max_size=8))
def test_merged_windows_are_sorted_apart_and_the_same_time(many: list[Window]) -> None:
    merged = merge(many)
    assert seconds(merged) == seconds(many)
    assert all(one.end < other.start for one, other in pairwise(merged))
    assert merge(reversed(merged)) == merged


def test_windows_that_touch_become_one() -> None:
    assert merge([Window(5, 9), Window(1, 5)]) == (Window(1, 9),)


@given(windows, windows)
def test_the_overlap_is_the_number_of_seconds_in_common(one: Window, other: Window) -> None:
    assert overlap(one, *other) == len(seconds([one]) & seconds([other]))
