"""What cannot be taken back is asked first on a terminal, with names; elsewhere it is done and said (R42)."""

import pytest

from tests.conftest import Cli
from tests.terminal import at_terminal


@pytest.fixture
def evening(cli: Cli) -> Cli:
    """Four people of whom the two oldest are asked."""
    cli.people(4)
    cli("offer", "--center", "namur", "--doses", 2)
    return cli


def test_r42_an_offer_for_the_whole_day_is_asked_back(evening: Cli) -> None:
    evening("close", 1)
    code, seen = at_terminal(evening, "offer", "--doses", 1, "--until", "tomorrow 17:00", answers=["n"])
    assert code == 1, seen
    assert "That is until Wed 07 Apr 17:00, in 23 h 20 min. Is that meant?" in seen
    assert len(evening.json("offers")["offers"]) == 1
    told = evening("offer", "--doses", 1, "--until", "tomorrow 17:00", "--min-age", 20)
    assert "in 23 h 20 min" in told.err
    assert "Is that meant" not in told.err


def test_r42_a_second_open_offer_of_a_center_is_asked_back(evening: Cli) -> None:
    code, seen = at_terminal(evening, "offer", "--doses", 2, answers=["n"])
    assert code == 1, seen
    assert "Offer 1 is open here since 0 s (2 doses, 0 confirmed). Another 2 doses?" in seen
    assert len(evening.json("offers")["offers"]) == 1
    evening.pass_minutes(3)
    assert "Offer 1 is open here since 3 min (2 doses, 0 confirmed)." in evening("offer", "--doses", 1, "--yes").err
    assert len(evening.json("offers")["offers"]) == 2


def test_r42_an_offer_that_is_filled_is_in_nobody_s_way(evening: Cli) -> None:
    for code in evening.codes().values():
        evening("respond", code, "yes")
    assert "is open here" not in evening("offer", "--doses", 1).err
    assert "is open here" not in evening("offer", "--center", "gent", "--doses", 1, code=5).err


def test_r42_fewer_doses_than_are_being_asked_names_who_loses_theirs(evening: Cli) -> None:
    code, seen = at_terminal(evening, "doses", 1, 1, answers=["n"])
    assert code == 1, seen
    assert f"With 1 dose taken back from P1 Peeters ({evening.codes()['P1']}). Go on?" in " ".join(seen.split())
    assert evening.states() == {"P0": "sent", "P1": "sent"}
    told = evening("doses", 1, 1).err
    assert f"Taken back from P1 Peeters ({evening.codes()['P1']}); a message goes to whoever knew of it." in told
    assert evening.states() == {"P0": "sent", "P1": "cancelled"}
    assert "Go on" not in at_terminal(evening, "doses", 1, 2)[1]


def test_r42_an_offer_is_cancelled_when_that_is_meant(evening: Cli) -> None:
    evening("respond", evening.codes()["P0"], "yes")
    code, seen = at_terminal(evening, "close", 1, answers=["n"])
    assert code == 1, seen
    named = f"taken back from P1 Peeters ({evening.codes()['P1']}). Go on?"
    assert named in " ".join(seen.split())
    assert evening.states() == {"P0": "confirmed", "P1": "sent"}
    code, seen = at_terminal(evening, "close", 1, answers=["y"])
    assert code == 0, seen
    assert evening.states() == {"P0": "confirmed", "P1": "cancelled"}
    assert "2 doses: 1 placed, 1 cancelled." in seen


def test_closing_what_is_closed_says_so(evening: Cli) -> None:
    evening("close", 1)
    told = evening("close", 1)
    assert "Offer 1 was cancelled before; nothing changes." in told.err


@pytest.mark.parametrize(("language", "question"), [("en", "How many doses?"), ("nl", "Hoeveel dosissen?")])
def test_an_offer_without_doses_asks_for_them_on_a_terminal(cli: Cli, language: str, question: str) -> None:
    cli.people(3)
    cli.environ["QVAX_LANGUAGE"] = language
    code, seen = at_terminal(cli, "offer", "--yes", answers=["two", "2"])
    assert code == 0, seen
    assert seen.count(question) == 2
    assert cli.json("offers")["offers"][0]["doses"] == 2


def test_an_offer_without_doses_is_refused_where_nobody_can_be_asked(cli: Cli) -> None:
    cli.people(1)
    assert "Missing option '--doses'" in cli("offer", code=2).err
    assert cli("--json", "offer", code=2).error["code"] == "usage"
    assert cli.json("offers")["offers"] == []
