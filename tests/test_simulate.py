"""`qvax simulate`, and what is said of the doses that a strict offer lost (R32)."""

import re

import pytest

from tests.conftest import Cli
from tests.databases import opened

_OFFER = ("--center", "namur", "--doses", 3)


def _simulated(cli: Cli, *more: object, code: int = 0) -> dict[str, dict[str, float]]:
    shape = cli.json("simulate", *_OFFER, "--evenings", 20, *more, code=code)
    return {one["policy"]: one for one in shape["policies"]}


def test_both_policies_are_shown_side_by_side(cli: Cli) -> None:
    cli.people(60)
    shape = cli.json("simulate", *_OFFER, "--evenings", 20)
    assert set(shape) == {"policies", "available", "ages", "evenings", "seed"}
    assert shape["available"] == sum(group["people"] for group in shape["ages"]) == 60
    strict, standby = shape["policies"]
    assert {"policy", "used", "all_used", "surplus", "invitations", "minutes"} <= set(strict)
    assert (strict["policy"], standby["policy"]) == ("strict", "standby")
    assert strict["used"] < 2 < standby["used"] <= 3


def test_it_is_seeded_and_changes_nothing(cli: Cli) -> None:
    cli.people(40)
    with opened(cli.database) as conn:
        before = conn.everything()
    assert _simulated(cli) == _simulated(cli, "--seed", 1) != _simulated(cli, "--seed", 2)
    with opened(cli.database) as conn:
        assert conn.everything() == before
    assert cli.spool == []


def test_the_sentence_says_how_many_are_asked_at_once(cli: Cli) -> None:
    cli.people(60)
    said = cli("simulate", *_OFFER, "--evenings", 20)
    assert said.out.splitlines()[0].split() == ["Policy", "Used", "All", "used", "Asked", "Surplus", "Minutes"]
    invited = len(cli.json("offer", *_OFFER, "--policy", "standby", code=None)["invited"])
    assert f"With standby {invited} people are asked at once and all 3 doses are used on " in said.err
    assert "60 people can come then, by age: 11 of 80 and more, 10 of 70 to 79," in said.err


def test_a_list_that_is_too_short_is_said_to_be(cli: Cli) -> None:
    cli.people(4)
    assert "The list is short: on " in cli("simulate", *_OFFER, "--evenings", 20).err
    cli("simulate", "--center", "namur", "--doses", 5, "--evenings", 1, code=5)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--center", "liege", "--doses", 1), 4, "Nobody on the list of"),
        (("--center", "nope", "--doses", 1), 3, "No center has the code"),
        (("--center", "namur", "--doses", 0), 4, "1 to 200 doses"),
        (("--center", "namur", "--doses", 1, "--surplus", 2), 4, "Surplus"),
        (("--center", "namur", "--doses", 1, "--surplus", -1), 4, "Surplus"),
        (("--center", "namur", "--doses", 1, "--evenings", 0), 2, "--evenings"),
    ],
)
def test_what_cannot_be_played_is_refused_in_a_sentence(
    cli: Cli, words: tuple[object, ...], code: int, said: str
) -> None:
    cli.people(1)
    result = cli("simulate", *words, code=code)
    assert said in result.err
    assert result.out == ""


_SAVED = re.compile(r"Offer 1: with standby all 3 doses would have been used on about [5-9]\d of 100 such evenings\.")


def test_of_lost_doses_it_is_said_what_standby_would_have_saved(cli: Cli) -> None:
    cli.people(60)
    cli("offer", *_OFFER)
    cli.pass_minutes(140)
    assert _SAVED.search(cli("poll", code=None).err)
    assert _SAVED.search(cli("stats").err)


def test_the_same_is_said_of_an_offer_that_is_cancelled(cli: Cli) -> None:
    cli.people(60)
    cli("offer", *_OFFER)
    assert _SAVED.search(cli("close", 1).err)


def test_nothing_is_said_where_standby_would_not_have_helped(cli: Cli) -> None:
    cli.people(3)
    cli("offer", *_OFFER)
    cli.pass_minutes(140)
    assert "with standby" not in cli("poll", code=None).err
    assert "with standby" not in cli("stats").err
