"""Windows of availability: how they are written (R8)."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qvax_cli.rules.complaint import Complaint, Unreadable
from qvax_cli.rules.local_time import day, instant, local, rfc3339
from qvax_cli.rules.windows import Window, coming, parse


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def shown(window: Window) -> str:
    """The window as Brussels clocks show it."""
    return f"{local(window.start):%Y-%m-%d %H:%M}..{local(window.end):%Y-%m-%d %H:%M}"


NOW = utc("2021-04-06 12:00")  # a Tuesday, 14:00 in Brussels
EVENING = "2021-04-06 17:00..2021-04-06 19:30"
HOUR = 3600


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-04-06T17:00/19:30", EVENING),
        ("2021-04-06 17:00/19:30", EVENING),
        ("2021-04-06 17:00-19:30", EVENING),
        ("2021-04-06T17:00/2021-04-06T19:30", EVENING),
        ("2021-04-06T17:00/2021-04-07T01:00", "2021-04-06 17:00..2021-04-07 01:00"),
        ("2021-04-06T15:00:00Z/2021-04-06T17:30:00Z", EVENING),
        ("2021-04-06T17:00:00+02:00/2021-04-06T19:30:00+02:00", EVENING),
        ("2021-04-06T13:00:00-02:00/2021-04-06T18:30:00+01:00", EVENING),
        ("2021-04-06T13:00-02:00-15:30-02:00", EVENING),
        ("2021-04-06T15:00Z/17:30Z", EVENING),
        ("06/04/2021 17:00-19:30", EVENING),
        ("6/4/2021 17h00/19h30", EVENING),
        ("06.04.2021 17.00-19.30", EVENING),
        ("2021-04-06T09:00-11:30", "2021-04-06 09:00..2021-04-06 11:30"),
        ("today 17:00-19:30", EVENING),
        ("ce soir 17h-19h30", EVENING),
        ("mardi 6 avril de 17h à 19h30", EVENING),
        ("dinsdag 6 april 17u tot 19u30", EVENING),
        ("TODAY 17:00 - 19:30", EVENING),
        ("today 17:00–19:30", EVENING),
        ("today 17:00 — 19:30", EVENING),
        ("today 17:00/19:30", EVENING),
        ("today 17h00-19h30", EVENING),
        ("today 17h-19h30", EVENING),
        ("today from 17:00 to 19:30", EVENING),
        ("aujourd'hui 17h-19h30", EVENING),
        ("aujourd’hui de 17h à 19h30", EVENING),
        ("vandaag van 17u tot 19u30", EVENING),
        ("heute von 17 Uhr bis 19:30 Uhr", EVENING),
        ("today\u00a017\u00a0h - 19\u202fh", "2021-04-06 17:00..2021-04-06 19:00"),
        ("tomorrow 9:00-12:00", "2021-04-07 09:00..2021-04-07 12:00"),
        ("demain 9h-12h", "2021-04-07 09:00..2021-04-07 12:00"),
        ("morgen 9:00-12:00", "2021-04-07 09:00..2021-04-07 12:00"),
        ("tue 17:00-19:30", EVENING),
        ("mardi 17:00-19:30", EVENING),
        ("mar. 17h-19h30", EVENING),
        ("dinsdag 17:00-19:30", EVENING),
        ("dienstag 17:00-19:30", EVENING),
        ("wed 17:00-19:30", "2021-04-07 17:00..2021-04-07 19:30"),
        ("zo 9:00-12:00", "2021-04-11 09:00..2021-04-11 12:00"),
        ("mon 17:00-19:30", "2021-04-12 17:00..2021-04-12 19:30"),
        ("today 22:00-01:00", "2021-04-06 22:00..2021-04-07 01:00"),
        ("today 22:00-00:00", "2021-04-06 22:00..2021-04-07 00:00"),
        ("today 22:00-24:00", "2021-04-06 22:00..2021-04-07 00:00"),
        ("tue 22:00-01:00", "2021-04-06 22:00..2021-04-07 01:00"),
        ("today 22:00 - tomorrow 01:00", "2021-04-06 22:00..2021-04-07 01:00"),
        ("fri 22:00 - sat 01:00", "2021-04-09 22:00..2021-04-10 01:00"),
        ("mon 22:00 - tue 01:00", "2021-04-12 22:00..2021-04-13 01:00"),
        ("tomorrow 22:00 - thu 01:00", "2021-04-07 22:00..2021-04-08 01:00"),
    ],
)
def test_a_window_is_read_as_a_person_means_it(text: str, expected: str) -> None:
    assert shown(parse(text, NOW)) == expected


@pytest.mark.parametrize(
    ("clock", "text", "expected"),
    [
        ("16:59", "tue 17:00-19:30", EVENING),
        ("18:00", "tue 17:00-19:30", EVENING),
        ("19:29", "tue 17:00-19:30", EVENING),
        ("19:30", "tue 17:00-19:30", "2021-04-13 17:00..2021-04-13 19:30"),
        ("23:59", "tue 22:00-01:00", "2021-04-06 22:00..2021-04-07 01:00"),
        ("13:00", "tue 9:00 - wed 9:00", "2021-04-06 09:00..2021-04-07 09:00"),
        ("13:00", "tue 9:00 - tue 12:00", "2021-04-13 09:00..2021-04-13 12:00"),
        ("19:30", "today 17:00-19:30", EVENING),
    ],
)
def test_a_weekday_is_today_until_its_window_is_over(clock: str, text: str, expected: str) -> None:
    now = instant(datetime.fromisoformat(f"2021-04-06 {clock}"))
    assert shown(parse(text, now)) == expected


def test_a_weekday_that_was_put_a_week_later_is_still_within_the_coming_7_days() -> None:
    now = instant(datetime(2021, 4, 6, 19, 30))
    window = parse("tue 17:00-19:30", now)
    assert coming([window], now) == (window,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tonight",
        "today",
        "today 17:00",
        "17:00-19:30",
        "2021-04-06",
        "2021-04-06/2021-04-07",
        "2021-04-06T17:00",
        "someday 17:00-19:30",
        "di 17:00-19:30",
        "today 17-19",
        "today 17:00-25:00",
        "today 17:60-19:00",
        "today 17:00-19:30 20:00-21:00",
        "2021-04-06T17:00Z/19:30",
        "2021-04-06T17:00/2021-04-06T19:30Z",
        "today 17:00Z-19:30Z",
        "2021-04-06T17:00Z/tomorrow 19:30Z",
        "1617721200/1617724800",
        "2021-04-06T17:00/+2h",
        "today ١٧:٠٠-19:30",
        "5021-04-06T17:00/19:30",
    ],
)
def test_what_is_not_a_window_is_unreadable_and_the_hint_shows_how(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(text, NOW)
    assert caught.value.field == "available"
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "2021-04-06T19:30/17:00",
        "today 20:00-20:00",
        "today 20:00-19:00",
        "mardi 17h-6h",
        "2021-04-06T17:00/17:00",
        "06/04/2021 22:00-01:00",
        "2021-04-06T17:00/2021-04-05T19:30",
        "2021-04-06T17:00Z/2021-04-06T17:30+02:00",
        "tomorrow 17:00 - today 19:00",
        "thu 17:00 - today 12:00",
        "2021-02-30T17:00/19:30",
        "13/13/2021 17:00-19:30",
    ],
)
def test_a_window_that_cannot_be_is_refused_and_not_called_unreadable(text: str) -> None:
    with pytest.raises(Complaint) as caught:
        parse(text, NOW)
    assert not isinstance(caught.value, Unreadable)


@given(st.text(max_size=30) | st.from_regex(r"(today|tue|2021-04-06)[ T0-9:/h-]{5,20}", fullmatch=True))
def test_any_text_is_a_window_that_ends_after_its_start_or_a_complaint(text: str) -> None:
    with suppress(Complaint):
        window = parse(text, NOW)
        assert window.start < window.end


@pytest.mark.parametrize("text", ["85073003328", "Jeanne 17:00-19:30", "jeanne@example.org", "+32470123456"])
def test_a_complaint_does_not_repeat_what_may_come_from_a_wrong_column(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(text, NOW)
    said = (caught.value.reason + caught.value.hint).lower()
    assert not any(part in said for part in ("8507", "jeanne", "3247"))


clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0, fold=0))
nights = st.sampled_from([date(2021, 3, 28), date(2021, 10, 31), date(2021, 4, 6)])


@given(nights, clocks, clocks, st.integers(0, 1))
def test_a_written_window_goes_from_its_first_reading_to_its_last(
    on: date, start: time, end: time, more_days: int
) -> None:
    first, last = datetime.combine(on, start), datetime.combine(on + timedelta(days=more_days), end)
    text = f"{first:%Y-%m-%dT%H:%M}/{last:%Y-%m-%dT%H:%M}"
    try:
        expected = Window(instant(first), instant(last, late=True))
    except Complaint:
        expected = None
    if expected is not None and expected.start < expected.end:
        assert parse(text, NOW) == expected
    else:
        with pytest.raises(Complaint):
            parse(text, NOW)


@given(st.integers(utc("2021-01-01"), utc("2022-01-01")), st.integers(0, 6), clocks, clocks)
def test_a_weekday_window_is_never_over_and_begins_within_a_week_by_the_calendar(
    now: int, weekday: int, start: time, end: time
) -> None:
    word = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday]
    # The last Sunday of March has an hour in which a window can be refused; an example below looks at it.
    assume(not (start.hour == 2 or end.hour == 2))
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    assume(minutes > 0 or minutes + 24 * 60 <= 12 * 60)  # else it is a slip, and refused
    window = parse(f"{word} {start:%H:%M}-{end:%H:%M}", now)
    assert window.end > now
    assert day(window.start).weekday() == weekday
    assert 0 <= (day(window.start) - day(now)).days <= 7


# The nights when the clocks change


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2021-03-28T01:00/04:00", 2),
        ("2021-03-27T22:00/2021-03-28T06:00", 7),
        ("2021-03-28T03:00/04:00", 1),
        ("2021-10-31T01:00/04:00", 4),
        ("2021-10-30T22:00/2021-10-31T06:00", 9),
        ("2021-10-31T02:00/03:00", 2),
        ("2021-10-31T02:30/03:00", 1.5),
        ("2021-10-31T02:30/02:30", 1),
        ("2021-10-31T02:30/02:15", 0.75),
        ("2021-10-31T01:00/02:30", 2.5),
        ("2021-10-31T00:00Z/2021-10-31T01:00Z", 1),
    ],
)
def test_a_window_over_a_change_of_the_clocks_has_its_length_in_real_time(text: str, hours: float) -> None:
    window = parse(text, NOW)
    assert window.end - window.start == hours * HOUR


@pytest.mark.parametrize(
    "text", ["2021-03-28T02:30/05:00", "2021-03-28T00:00/02:30", "sun 02:30-05:00", "today 23:00-02:30"]
)
def test_an_hour_that_spring_leaves_out_is_refused_at_either_end(text: str) -> None:
    saturday = utc("2021-03-27 12:00")
    with pytest.raises(Complaint, match="does not exist that night") as caught:
        parse(text, saturday)
    assert caught.value.field == "available"


def test_a_weekday_that_is_not_today_is_never_moved_whatever_its_end() -> None:
    noon_after_spring = utc("2021-03-28 10:00")
    with pytest.raises(Complaint, match="does not exist that night"):
        parse("mon 10:00 - today 02:30", noon_after_spring)


def test_a_weekday_window_is_over_or_not_also_when_its_end_is_in_a_strange_hour() -> None:
    noon_after_spring = utc("2021-03-28 10:00")
    assert shown(parse("sun 01:00-02:30", noon_after_spring)) == "2021-04-04 01:00..2021-04-04 02:30"
    first_0245_of_autumn = utc("2021-10-31 00:45")
    window = parse("sun 01:00-02:30", first_0245_of_autumn)
    assert rfc3339(window.end) == "2021-10-31T01:30:00Z"
