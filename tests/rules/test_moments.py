"""The moments that a coordinator types for the beginning and the end of an offer (R9)."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.rules.complaint import Complaint, Unreadable
from qvax_cli.rules.local_time import day, parse_moment, rfc3339


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


NOW = utc("2021-04-06 12:00")  # a Tuesday, 14:00 in Brussels

instants = st.integers(utc("2021-01-01"), utc("2022-01-01"))


@pytest.mark.parametrize(
    ("text", "in_utc"),
    [
        ("2021-04-06T19:30", "2021-04-06 17:30"),
        ("2021-04-06 19:30", "2021-04-06 17:30"),
        ("2021-04-06t19:30", "2021-04-06 17:30"),
        (" 2021-04-06   19:30 ", "2021-04-06 17:30"),
        ("2021-04-06T19:30:15", "2021-04-06 17:30:15"),
        ("2021-04-06T19:30:15.75", "2021-04-06 17:30:15"),
        ("2021-04-06T19:30Z", "2021-04-06 19:30"),
        ("2021-04-06T19:30:00Z", "2021-04-06 19:30"),
        ("2021-04-06T19:30+02:00", "2021-04-06 17:30"),
        ("2021-04-06T19:30:00-0530", "2021-04-07 01:00"),
        ("06/04/2021 19:30", "2021-04-06 17:30"),
        ("6.4.2021 19:30", "2021-04-06 17:30"),
        ("06-04-2021 19h30", "2021-04-06 17:30"),
        ("2021-04-06 24:00", "2021-04-06 22:00"),
        ("2021-01-06T19:30", "2021-01-06 18:30"),
        ("19:30", "2021-04-06 17:30"),
        ("09:00", "2021-04-06 07:00"),
        ("9:00", "2021-04-06 07:00"),
        ("19h30", "2021-04-06 17:30"),
        ("19u30", "2021-04-06 17:30"),
        ("19h", "2021-04-06 17:00"),
        ("19 Uhr", "2021-04-06 17:00"),
        ("19.30 Uhr", "2021-04-06 17:30"),
        ("19 h", "2021-04-06 17:00"),
        ("19 h 30", "2021-04-06 17:30"),
        ("today 19:30", "2021-04-06 17:30"),
        ("Today 19:30", "2021-04-06 17:30"),
        ("aujourd'hui 19:30", "2021-04-06 17:30"),
        ("aujourd’hui à 19h30", "2021-04-06 17:30"),
        ("vandaag om 19u30", "2021-04-06 17:30"),
        ("heute um 19:30 Uhr", "2021-04-06 17:30"),
        ("tomorrow 09:00", "2021-04-07 07:00"),
        ("tomorrow at 9:00", "2021-04-07 07:00"),
        ("demain 9h", "2021-04-07 07:00"),
        ("morgen 9:00", "2021-04-07 07:00"),
        ("tue 19:30", "2021-04-06 17:30"),
        ("tue 09:00", "2021-04-06 07:00"),
        ("Mittwoch 9:00", "2021-04-07 07:00"),
        ("mon 9:00", "2021-04-12 07:00"),
        ("lun. 9h", "2021-04-12 07:00"),
        ("ce soir 20h", "2021-04-06 18:00"),
        ("heute Abend um 20 Uhr", "2021-04-06 18:00"),
        ("morgenavond 20u", "2021-04-07 18:00"),
        ("mercredi 7 avril à 18h", "2021-04-07 16:00"),
        ("Mi. 7. April 18 Uhr", "2021-04-07 16:00"),
        ("7 april 2021 18:00", "2021-04-07 16:00"),
        ("1er févr. 9h", "2022-02-01 08:00"),
        ("+90m", "2021-04-06 13:30"),
        ("+90 min", "2021-04-06 13:30"),
        ("+2h", "2021-04-06 14:00"),
        ("+2u", "2021-04-06 14:00"),
        ("+1h30", "2021-04-06 13:30"),
        ("+1h30m", "2021-04-06 13:30"),
    ],
)
def test_a_moment_is_read_as_a_coordinator_means_it(text: str, in_utc: str) -> None:
    assert rfc3339(parse_moment(text, NOW, "until")) == rfc3339(utc(in_utc))


WEEKDAYS = [
    "monday mon lundi lun lu maandag maa montag mo",
    "tuesday tue mardi mar dinsdag din dienstag die",
    "wednesday wed mercredi mer me woensdag woe wo mittwoch mit mi",
    "thursday thu jeudi jeu je donderdag don do donnerstag",
    "friday fri vendredi ven ve vrijdag vrij vr freitag fre fr",
    "saturday sat samedi sam sa zaterdag zat za samstag sonnabend",
    "sunday sun dimanche dim zondag zon zo sonntag son so",
]


@given(st.integers(0, 6), st.data(), instants)
def test_a_weekday_is_the_coming_one_and_today_counts(weekday: int, data: st.DataObject, now: int) -> None:
    word = data.draw(st.sampled_from(WEEKDAYS[weekday].split()))
    shout = data.draw(st.sampled_from([str.lower, str.upper, str.title]))
    meant = day(parse_moment(f"{shout(word)} 12:00", now, "from"))
    assert meant.weekday() == weekday
    assert 0 <= (meant - day(now)).days < 7


@pytest.mark.parametrize("word", ["ma", "di", "Di."])
def test_a_short_word_that_is_two_weekdays_in_belgium_is_not_guessed(word: str) -> None:
    with pytest.raises(Unreadable, match="in Dutch and") as caught:
        parse_moment(f"{word} 12:00", NOW, "from")
    assert "in full" in caught.value.hint


@pytest.mark.parametrize("text", ["1617723600", "1617723600.5", "-1", "0", "1930", "20210406", "202104061930"])
def test_a_bare_number_is_not_a_moment(text: str) -> None:
    with pytest.raises(Unreadable, match="bare number"):
        parse_moment(text, NOW, "from")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "now",
        "soon 19:30",
        "2021-04-06",
        "06/04/2021",
        "tomorrow",
        "19",
        "25:00",
        "24:01",
        "19:60",
        "19:30:60",
        "2021-04-06T19:30 Europe/Brussels",
        "19:30Z",
        "tue 19:30+02:00",
        "19:30 tomorrow",
        "04/06/21 19:30",
        "2021-04-06+02:00",
        "2021-04-06 17:00-19:30",
        "tomorrow 09:00-10:00",
        "2021-W14-2T19:30",
        "0021-04-06T19:30",
        "9999-12-31T23:59",
        "+90",
        "+m",
        "+",
        "+-5m",
        "+99999999m",
        "-90m",
        "١٩:٣٠",
        "19:30\x00",
    ],
)
def test_what_is_not_a_moment_is_unreadable_and_the_hint_shows_how(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_moment(text, NOW, "until")
    assert caught.value.field == "until"
    assert caught.value.hint


def test_day_and_month_are_never_swapped_to_make_a_date_possible() -> None:
    with pytest.raises(Complaint, match="month"):
        parse_moment("04/13/2021 19:30", NOW, "until")


@pytest.mark.parametrize(
    "text",
    [
        *("2021-02-29T10:00", "31/04/2021 10:00", "2021-03-28T02:30", "28/03/2021 2h"),
        *("31 avril 18h", "jeudi 7 avril 18h", "29 février 2021 9h"),
    ],
)
def test_a_moment_that_does_not_exist_is_refused_and_not_called_unreadable(text: str) -> None:
    with pytest.raises(Complaint) as caught:
        parse_moment(text, NOW, "until")
    assert not isinstance(caught.value, Unreadable)


@pytest.mark.parametrize(
    ("now", "text", "expected"),
    [
        ("2021-10-30 22:00", "02:30", "2021-10-31 00:30"),
        ("2021-10-31 00:30", "02:30", "2021-10-31 00:30"),
        ("2021-10-31 00:31", "02:30", "2021-10-31 01:30"),
        ("2021-10-31 01:10", "02:30", "2021-10-31 01:30"),
        ("2021-10-31 01:40", "02:30", "2021-10-31 01:30"),
        ("2021-10-31 00:40", "+30m", "2021-10-31 01:10"),
        ("2021-03-28 00:40", "+30m", "2021-03-28 01:10"),
        ("2021-03-27 23:30", "today 03:00", "2021-03-28 01:00"),
        ("2021-03-27 12:00", "tomorrow 12:00", "2021-03-28 10:00"),
        ("2021-10-30 12:00", "tomorrow 12:00", "2021-10-31 11:00"),
    ],
)
def test_moments_on_the_nights_when_the_clocks_change(now: str, text: str, expected: str) -> None:
    assert rfc3339(parse_moment(text, utc(now), "until")) == rfc3339(utc(expected))


@given(st.text(max_size=25) | st.from_regex(r"[0-9a-z+:./ -]{0,25}", fullmatch=True), instants)
def test_any_text_is_a_moment_or_a_complaint(text: str, now: int) -> None:
    with suppress(Complaint):
        assert isinstance(parse_moment(text, now, "until"), int)


@pytest.mark.parametrize(
    "text",
    [
        "85073003328",
        "85.07.30-033.28",
        "30/07/1985",
        "850730-03328 19:30",
        "Jeanne 12:00",
        "30/13/1985 12:00",
    ],
)
def test_a_complaint_does_not_repeat_what_may_be_personal(text: str) -> None:
    with pytest.raises(Complaint) as caught:
        parse_moment(text, NOW, "from")
    said = (caught.value.reason + caught.value.hint).lower()
    assert not any(part in said for part in ("85", "30/07", "033", "30/13", "jeanne"))
