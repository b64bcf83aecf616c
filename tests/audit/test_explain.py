"""`qvax explain`: why somebody was asked for an offer or was not, as it stood then (R35)."""

from string import Formatter
from typing import Any

import pytest

from qvax_cli.audit.explain import ASKED, NOT_ASKED
from qvax_cli.console.explained import words
from qvax_cli.messages import LANGUAGES
from tests.audit.test_audit import Log
from tests.conftest import Cli
from tests.test_upgrade import restored


def why(cli: Cli, person: object, *more: object) -> Any:
    return cli.json("explain", person, "--language", "en", *more)


def reason(cli: Cli, person: object, *more: object) -> str:
    return str(why(cli, person, *more)["reason"])


def offer(cli: Cli, doses: int = 1, *more: object) -> int:
    """An offer of Namur; its number."""
    return int(cli.json("offer", "--center", "namur", "--doses", doses, *more, code=None)["offer"]["id"])


def test_who_is_next_hears_how_many_older_people_were_asked(cli: Cli) -> None:
    cli.people(5)
    offer(cli, 3)
    assert why(cli, 4) == {
        "reservist": 4,
        "offer": 1,
        "reason": "older_first",
        "sentences": [
            "This is about the doses that Centre majeur Namur had to give on Tuesday 6 April, between 17:40 and 19:40.",
            "You could have been asked. 3 older people who could come were asked, and it was not your turn.",
            "The last person asked before you was born in 1932.",
            "You can still be asked until 19:30, if another dose is free.",
        ],
    }
    said = cli("explain", 4).out
    assert said.count("\n") == 4
    assert "3 personnes plus âgées" in said


def test_between_people_of_one_day_the_lot_is_named(cli: Cli) -> None:
    cli.people(1)
    twins = [cli.register("1931-05-17") for _ in range(2)]
    offer(cli, 2)
    asked = cli.json("status", 1)["invitations"][1]["reservist"]
    (other,) = [number for number in twins if number != asked]
    told = why(cli, other)
    assert told["reason"] == "by_lot"
    assert told["sentences"][1].startswith("You could have been asked. One older person")
    assert "a lot decided" in told["sentences"][2]


def test_a_window_that_is_too_short_or_not_there(cli: Cli) -> None:
    cli.people(1)
    short = cli.register("1920-01-01", available="today 17:00-17:50")
    never = cli.register("1920-01-01", available=None)
    other_day = cli.register("1920-01-01", available="tomorrow 17:00-20:00")
    offer(cli)
    assert why(cli, short)["sentences"][1].endswith("less than 15 minutes in common with that.")
    assert (reason(cli, short), reason(cli, never), reason(cli, other_day)) == (
        "window_too_short",
        "no_window",
        "no_window",
    )


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (("--min-age", 85), "for people of 85 years and more"),
        (("--max-age", 60), "for people of 60 years and less"),
        (("--min-age", 50, "--max-age", 60), "for people from 50 to 60 years"),
    ],
)
def test_age_limits_are_named(cli: Cli, limits: tuple[object, ...], said: str) -> None:
    cli.people(1)
    person = cli.register("1940-01-01")
    offer(cli, 1, *limits)
    assert reason(cli, person) == "age_limits"
    assert said in why(cli, person)["sentences"][1]


def test_another_center_another_invitation_and_a_registration_that_came_later(cli: Cli) -> None:
    elsewhere = cli.register("1920-01-01", center="liege")
    (first,) = cli.people(1)
    one, two = offer(cli), offer(cli)
    late = cli.register("1920-01-01")
    cli.people(2)
    assert reason(cli, elsewhere, "--offer", one) == "other_center"
    assert reason(cli, first, "--offer", two) == "holding"
    assert reason(cli, late, "--offer", one) == "not_registered"


def test_who_was_silent_before_is_told_so_also_when_the_evening_is_past_and_the_windows_are_gone(cli: Cli) -> None:
    cli.people(3)
    one = offer(cli)
    cli.pass_minutes(31)
    cli("poll", code=None)
    cli("respond", cli.codes()["P1"], "no")
    two = offer(cli)
    cli.pass_minutes(60 * 24 * 3)
    cli("cleanup")
    assert reason(cli, 1, "--offer", one) == "expired"
    assert reason(cli, 1, "--offer", two) == "silent"
    cli("availability", "set", 1, "today 18:00-20:00")
    assert reason(cli, 1, "--offer", two) == "silent"
    assert reason(cli, 3) == "holding"


def test_what_became_of_whoever_was_asked(cli: Cli) -> None:
    cli.people(5)
    cli("offer", "--center", "namur", "--doses", 5)
    codes = cli.codes()
    assert why(cli, 1)["sentences"][1:] == [
        "You were asked at 17:40 and could answer before 18:10.",
        "Your answer is awaited.",
    ]
    for name, said in (("P0", "no"), ("P1", "yes"), ("P2", "yes"), ("P3", "yes")):
        cli("respond", codes[name], said, code=None)
    cli("cancel", codes["P1"], code=None)
    cli("vaccinated", codes["P2"])
    cli("no-show", codes["P3"], code=None)
    cli.pass_minutes(31)
    cli("poll", code=None)
    cli("respond", codes["P4"], "yes", code=None)
    found = [reason(cli, number) for number in range(1, 6)]
    assert found == ["declined", "given_back", "vaccinated", "no_show", "too_late"]


def test_a_question_that_was_taken_back_and_a_person_whom_nothing_reaches(cli: Cli) -> None:
    mute = cli.register("1920-01-01", email=None, mobile="0470123456")
    cli.people(3)
    cli("offer", "--center", "namur", "--doses", 3)
    cli("doses", 1, 2)
    assert [reason(cli, number) for number in (mute, 2, 4)] == ["not_reached", "asked", "withdrawn"]


def test_whoever_was_asked_and_left_and_whose_offer_was_cancelled_are_not_told_of_fewer_doses(cli: Cli) -> None:
    cli.people(4)
    offer(cli, 3)
    codes = cli.codes()
    cli("respond", codes["P0"], "yes")
    cli("reservist", "forget", 2, "--yes")
    cli("doses", 1, 2)
    cli.pass_minutes(1)
    cli("close", 1)
    assert [reason(cli, number) for number in (1, 2, 3, 4)] == ["confirmed", "left_since", "called_off", "withdrawn"]
    assert why(cli, 2)["sentences"][-1] == "You then asked to be taken off the list."
    cli("close", 1, "--release-confirmed")
    assert why(cli, 1)["sentences"][-1] == "The center then cancelled these doses."


def test_on_standby_and_released(cli: Cli) -> None:
    cli.people(12)
    cli("offer", "--center", "namur", "--doses", 1, "--policy", "standby")
    codes = cli.codes()
    cli("respond", codes["P2"], "yes")
    assert reason(cli, 3) == "standby"
    cli("respond", codes["P0"], "yes")
    assert [reason(cli, number) for number in (1, 2, 3)] == ["confirmed", "released", "released"]


def test_nobody_was_asked_and_a_list_that_one_has_left(cli: Cli) -> None:
    gone, other = cli.register("1930-01-01"), cli.register("1931-01-01")
    one = offer(cli)
    cli("respond", cli.json("status", 1)["invitations"][0]["code"], "yes")
    cli("vaccinated", cli.json("status", 1)["invitations"][0]["code"])
    cli("reservist", "forget", other, "--yes")
    person = cli.register("1932-01-01", available="today 17:00-21:00")
    two = offer(cli)
    assert (reason(cli, gone, "--offer", two), reason(cli, other, "--offer", two)) == ("left", "left")
    assert reason(cli, other, "--offer", one) == "erased"
    assert reason(cli, person, "--offer", two) == "asked"


@pytest.mark.sqlite("the log is written anew past what keeps it")
def test_a_log_that_shows_a_fault_is_not_explained_away(cli: Cli) -> None:
    cli.people(4)
    offer(cli, 2)
    log = Log(cli.db)
    log.rows = [row for row in log.rows if row[6] != 1]  # as if the first had never been asked
    log.write(cli.db)
    assert reason(cli, 1) == "passed_over"


def test_what_there_is_not_is_refused_with_a_sentence(cli: Cli) -> None:
    (person,) = cli.people(1)
    cli("explain", person, code=3)
    offer(cli)
    cli("explain", 77, code=3)
    cli("explain", person, "--offer", 9, code=3)
    cli("explain", person, "--language", "es", code=2)


@pytest.mark.sqlite("files that older versions have left")
def test_an_offer_of_before_the_complete_log_cannot_be_explained_to_whoever_was_not_asked(cli: Cli) -> None:
    restored(cli, 4)
    people = cli.json("reservist", "list")["reservists"]
    answers = [cli("--json", "explain", one["id"], "--offer", 1, code=None) for one in people]
    assert {answer.code for answer in answers} <= {0, 4}
    refused = [answer.error for answer in answers if answer.code == 4]
    assert refused
    assert {one["cause"] for one in refused} == {"before_the_log"}


def test_the_four_languages_say_the_same_with_the_same_places() -> None:
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    english = {key: places(text) for key, text in words("en").items()}
    for language in LANGUAGES:
        assert {key: places(text) for key, text in words(language).items()} == english
    said = {*NOT_ASKED, *ASKED.values()} - {"age_limits"}
    assert said <= english.keys()
