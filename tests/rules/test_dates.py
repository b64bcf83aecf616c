"""The dates that people write for a birth, and what is not a date."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.rules.complaint import Complaint, Unreadable
from qvax_cli.rules.local_time import parse_date

dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(dates)
def test_a_date_is_read_in_each_of_its_spellings(expected: date) -> None:
    spellings = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", " %d/%m/%Y "]
    for spelling in spellings:
        assert parse_date(expected.strftime(spelling), "birth_date") == expected


@given(dates, st.sampled_from("/-."))
def test_a_day_and_a_month_may_have_one_digit(expected: date, mark: str) -> None:
    text = f"{expected.day}{mark}{expected.month}{mark}{expected.year}"
    assert parse_date(text, "birth_date") == expected


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("/-."))
def test_two_digits_of_a_year_are_read_only_with_a_century(expected: date, mark: str) -> None:
    text = expected.strftime(f"%d{mark}%m{mark}%y")
    assert parse_date(text, "birth_date", century=expected.year // 100 * 100) == expected
    with pytest.raises(Unreadable, match="century"):
        parse_date(text, "birth_date")


def test_a_century_leaves_a_full_year_alone() -> None:
    assert parse_date("06/04/1936", "birth_date", century=2000) == date(1936, 4, 6)


@pytest.mark.parametrize(
    "text",
    [
        "2021-02-30",
        "30/02/1936",
        "29-02-1900",
        "31.04.1936",
        "00/04/1936",
        "1936-13-01",
        "04/13/1936",
        "0000-01-01",
    ],
)
def test_a_day_that_is_not_in_the_calendar_is_refused_and_not_called_unreadable(text: str) -> None:
    with pytest.raises(Complaint) as caught:
        parse_date(text, "birth_date")
    assert not isinstance(caught.value, Unreadable)
    assert caught.value.field == "birth_date"


def test_29_february_is_read_in_a_leap_year() -> None:
    assert parse_date("29/02/1936", "birth_date") == date(1936, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "06/04-1936",
        "1936/04/06",
        "19360406",
        "06041936",
        "1936-W14-2",
        "2021-W1-42",
        "06 04 1936",
        "06/04/36 1",
        "006/4/1936",
        "6/4/936",
        "٠٦/٠٤/١٩٣٦",
        "١٩٣٦-٠٤-٠٦",
        "+6/04/1936",
        "1936-04-+6",
        "1936-4-0_6",
        "1936-04-06T00:00",
        "36-04-06x",
    ],
)
def test_what_is_not_one_of_the_spellings_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_date(text, "birth_date")
    assert caught.value.hint


@given(st.from_regex(r"[0-9W٣ _+/.-]{8,10}", fullmatch=True) | st.text(max_size=12))
def test_any_text_is_a_date_made_of_its_three_numbers_or_a_complaint(text: str) -> None:
    with suppress(Complaint):
        found = parse_date(text, "birth_date")
        numbers = [int(part) for part in text.strip().replace("/", "-").replace(".", "-").split("-")]
        assert sorted(numbers) == sorted((found.year, found.month, found.day))


def test_text_of_ten_signs_is_read_alike_by_the_quick_way_and_the_slow_way() -> None:
    first = date(1935, 12, 1)
    for number in range(0, 40_000, 7):
        expected = first + timedelta(days=number)
        for text in (expected.isoformat(), expected.strftime("%d/%m/%Y")):
            assert parse_date(text, "d") == parse_date(text + " ", "d") == expected


@pytest.mark.parametrize("text", ["85073003328", "30/13/1985", "31/04/1985", "30/07/85", "Jeanne"])
def test_a_complaint_does_not_repeat_what_is_personal(text: str) -> None:
    with pytest.raises(Complaint) as caught:
        parse_date(text, "birth_date")
    said = (caught.value.reason + caught.value.hint).lower()
    assert not any(part in said for part in ("85", "30/", "31", "jeanne"))


@pytest.mark.parametrize(
    "text",
    [
        "1940-03-08 00:00:00",
        "1940-03-08T00:00:00",
        "1940-03-08 00:00:00.000",
        "8/03/1940 0:00:00",
        "08/03/1940 00:00",
        "1940-03-08T00:00:00+01:00",
        "1940-03-08 00:00:00+00",
        "1940-03-08 00:00:00 UTC",
    ],
)
def test_the_midnight_that_a_database_writes_behind_a_date_is_no_part_of_it(text: str) -> None:
    assert parse_date(text, "birth_date") == date(1940, 3, 8)


@pytest.mark.parametrize("text", ["14677", "14677.0", "14677,00", "1234"])
def test_a_day_number_of_a_spreadsheet_is_called_one(text: str) -> None:
    with pytest.raises(Unreadable, match="a day number, which is how a spreadsheet keeps dates"):
        parse_date(text, "birth_date")


@pytest.mark.parametrize("text", ["1940-03-08 17:00", "1940-03-08 00:00:01", "1940-03-08 0", "123", "123456"])
def test_a_date_with_something_else_behind_it_is_no_date(text: str) -> None:
    with pytest.raises(Unreadable, match="could not be read"):
        parse_date(text, "birth_date")
