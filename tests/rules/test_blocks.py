"""The index of time: dyadic blocks that a window is stored as and an offer asks for (R10)."""

from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qvax_cli.rules.blocks import HALF_HOUR, TOP_LEVEL, cover, past, touching
from qvax_cli.rules.local_time import instant
from qvax_cli.rules.windows import Window, overlap, parse

HOUR = 3600
BASE = instant(datetime(2021, 4, 6))


def windows_around(base: int, days: int = 8) -> st.SearchStrategy[Window]:
    starts = st.integers(base - 86400, base + days * 86400)
    lengths = st.integers(1, 4 * HOUR) | st.integers(1, 8 * 86400)
    return st.tuples(starts, lengths).map(lambda two: Window(two[0], sum(two)))


bases = [BASE, instant(datetime(2021, 3, 28)), instant(datetime(2021, 10, 31))]
windows = st.sampled_from(bases).flatmap(windows_around)
many = st.sampled_from(bases).flatmap(lambda base: st.lists(windows_around(base), max_size=5))


def half_hours(of: list[Window]) -> set[int]:
    """The half hours that the windows touch, counted from 1970."""
    return {n for one in of for n in range(one.start // HALF_HOUR, (one.end - 1) // HALF_HOUR + 1)}


def span(block: int) -> tuple[int, int]:
    """The time `[start, end)` of a block: its level stands in the upper bits, its number in the 32 lower ones."""
    level, number = divmod(block, 2**32)
    return number * HALF_HOUR << level, (number + 1) * HALF_HOUR << level


def half_hours_of_block(block: int) -> list[int]:
    start, end = span(block)
    return list(range(start // HALF_HOUR, end // HALF_HOUR))


# What a window is stored as


@given(many)
def test_the_blocks_are_disjoint_ascending_and_exactly_the_rounded_windows(of: list[Window]) -> None:
    blocks = cover(of)
    assert list(blocks) == sorted(set(blocks))
    covered = [n for block in blocks for n in half_hours_of_block(block)]
    assert len(covered) == len(set(covered))
    assert set(covered) == half_hours(of)


def fewest(low: int, high: int) -> int:
    """The least number of blocks that make up the half hours [low, high), by trying every block everywhere."""
    least = {high: 0}
    for at in range(high - 1, low - 1, -1):
        lengths = [1 << level for level in range(TOP_LEVEL + 1) if at % (1 << level) == 0]
        least[at] = 1 + min(least[at + length] for length in lengths if at + length <= high)
    return least[low]


def test_no_fewer_blocks_could_make_up_a_window() -> None:
    for low in range(0, 40):
        for high in range(low + 1, 41):
            assert len(cover([Window(low * HALF_HOUR, high * HALF_HOUR)])) == fewest(low, high)


@given(st.integers(0, 40), st.integers(1, 1600))
def test_no_fewer_blocks_could_make_up_a_long_window(low: int, length: int) -> None:
    low += 1000
    assert len(cover([Window(low * HALF_HOUR, (low + length) * HALF_HOUR)])) == fewest(low, low + length)


@given(many)
def test_the_blocks_depend_only_on_the_time_and_not_on_how_it_is_cut(of: list[Window]) -> None:
    halves = [
        part
        for start, end in reversed(of)
        for part in (Window(start, (start + end) // 2), Window((start + end) // 2, end))
    ]
    assert cover(halves) == cover(of)


def test_a_window_of_3_hours_has_at_most_4_blocks() -> None:
    counts = {len(cover([Window(BASE + at, BASE + at + 3 * HOUR)])) for at in range(0, 512 * HALF_HOUR, 300)}
    assert max(counts) == 4


def test_a_window_of_7_days_has_few_blocks() -> None:
    week = 7 * 86400
    assert all(len(cover([Window(BASE + at, BASE + at + week)])) <= 18 for at in range(0, week * 2, 900))


def test_a_block_is_never_longer_than_the_top_level() -> None:
    blocks = cover([Window(0, 3 * 512 * HALF_HOUR)])
    assert [span(block) for block in blocks] == [(n * 512 * HALF_HOUR, (n + 1) * 512 * HALF_HOUR) for n in range(3)]


def test_no_time_has_no_blocks() -> None:
    assert cover([]) == ()
    assert cover([Window(BASE + 5, BASE + 5)]) == ()


def test_neighbours_that_meet_by_rounding_share_no_cell() -> None:
    one, other = Window(BASE, BASE + 2000), Window(BASE + 2100, BASE + 3600)
    assert cover([one, other]) == cover([Window(BASE, BASE + HOUR)])


def test_neighbours_that_touch_are_stored_as_one_window() -> None:
    one, other = Window(BASE, BASE + HALF_HOUR), Window(BASE + HALF_HOUR, BASE + HOUR)
    assert cover([one, other]) == cover([Window(BASE, BASE + HOUR)])
    assert len(cover([one, other])) == 1


# What an offer asks for


@given(st.integers(BASE, BASE + 9 * 86400), st.integers(0, 86400))
def test_an_interval_is_touched_by_every_block_that_holds_one_of_its_instants(first: int, length: int) -> None:
    last = first + length
    near = [
        level << 32 | (first // HALF_HOUR >> level) + step
        for level in range(TOP_LEVEL + 1)
        for step in range(-2, 52)
        if (first // HALF_HOUR >> level) + step >= 0
    ]
    expected = sorted(block for block in near if span(block)[0] <= last and first < span(block)[1])
    assert list(touching(first, last)) == expected


def test_both_ends_of_the_interval_are_asked_for() -> None:
    touched = touching(BASE, BASE + HALF_HOUR)
    assert {span(block) for block in touched} >= {
        (BASE, BASE + HALF_HOUR),
        (BASE + HALF_HOUR, BASE + 2 * HALF_HOUR),
    }


def asked(a: int, b: int, least: int) -> set[int]:
    return set(touching(a + least - 1, b - least))


@given(many, windows, st.integers(1, HOUR))
@example([Window(BASE, BASE + 900)], Window(BASE, BASE + 900), 900)
@example([Window(BASE + 1, BASE + 901)], Window(BASE, BASE + 901), 900)
@example([Window(BASE, BASE + 2700)], Window(BASE + 1800, BASE + 9000), 900)
@example([Window(BASE + 8100, BASE + 9900)], Window(BASE + 1800, BASE + 9000), 900)
def test_nobody_with_enough_overlap_is_missed(of: list[Window], offer: Window, least: int) -> None:
    if any(overlap(one, *offer) >= least for one in of):
        assert asked(*offer, least) & set(cover(of))


@given(st.data(), st.integers(1, HOUR), st.integers(1, 6 * HOUR))
def test_nobody_with_just_enough_overlap_is_missed(data: st.DataObject, least: int, more: int) -> None:
    a = data.draw(st.integers(BASE, BASE + 86400))
    b = a + least + data.draw(st.integers(0, 3 * HOUR))
    early, late = Window(a + least - more, a + least), Window(b - least, b - least + more)
    for one in (early, late):
        exactly = overlap(one, a, b) >= least
        assert exactly == (more >= least)
        assert not exactly or asked(a, b, least) & set(cover([one]))


@given(many, st.integers(BASE - 86400, BASE + 9 * 86400), st.integers(0, 2 * 86400))
def test_blocks_meet_exactly_when_the_rounded_windows_hold_an_instant_asked_for(
    of: list[Window], first: int, length: int
) -> None:
    last = first + length
    meet = bool(set(cover(of)) & set(touching(first, last)))
    wanted = set(range(first // HALF_HOUR, last // HALF_HOUR + 1))
    assert meet == bool(half_hours(of) & wanted)


aligned = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(
    lambda two: Window(BASE + two[0] * HALF_HOUR, BASE + sum(two) * HALF_HOUR)
)


@given(aligned, st.integers(BASE, BASE + 30 * HOUR), st.integers(1800, 6 * HOUR), st.integers(1, 900))
def test_for_windows_on_the_half_hour_the_blocks_meet_exactly_when_the_overlap_suffices(
    window: Window, a: int, length: int, least: int
) -> None:
    meet = bool(asked(a, a + length, least) & set(cover([window])))
    assert meet == (overlap(window, a, a + length) >= least)


@given(windows, windows, st.integers(1, HOUR))
def test_a_window_that_is_found_is_at_most_a_half_hour_away(one: Window, offer: Window, least: int) -> None:
    if asked(*offer, least) & set(cover([one])):
        wider = Window(one.start - HALF_HOUR, one.end + HALF_HOUR)
        assert overlap(wider, offer.start - least, offer.end + least) > 0


@pytest.mark.parametrize("night", ["2021-03-28", "2021-10-31"])
def test_the_night_when_the_clocks_change_is_found_like_any_other(night: str) -> None:
    window = parse(f"{night}T01:00/04:00", BASE)
    assert asked(window.end - 900, window.end + HOUR, 900) & set(cover([window]))
    assert not asked(window.end, window.end + HOUR, 900) & set(cover([window]))
    assert asked(window.start - HOUR, window.start + 900, 900) & set(cover([window]))


# What is over


@given(st.integers(BASE, BASE + 20 * 86400))
def test_a_block_is_past_from_the_second_in_which_it_ends(now: int) -> None:
    ranges = list(past(now))
    assert len(ranges) == TOP_LEVEL + 1
    for low, high in ranges:
        assert span(low)[0] == 0
        assert low >> 32 == high >> 32
        assert span(high)[1] <= now < span(high + 1)[1]


@given(many, st.integers(BASE, BASE + 9 * 86400))
def test_a_block_in_the_past_ranges_is_one_that_ended(of: list[Window], now: int) -> None:
    ranges = list(past(now))
    for block in cover(of):
        assert any(low <= block <= high for low, high in ranges) == (span(block)[1] <= now)


def test_at_the_beginning_of_time_nothing_is_past() -> None:
    assert list(past(0)) == []
    assert list(past(HALF_HOUR)) == [(0, 0)]
