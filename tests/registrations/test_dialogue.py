"""`qvax register` on a terminal: each answer is checked as it is given, and asked for again."""

from datetime import date

import pytest

from qvax_cli.rules.national_number import make
from tests.conftest import Cli
from tests.terminal import at_terminal

ANNE, WRONG = make(date(1941, 3, 8), 122), "41030812236"


def dialogue(cli: Cli, *answers: str, words: tuple[str, ...] = ()) -> tuple[int, str]:
    """The exit code, and all that stood on the terminal, answers among it."""
    return at_terminal(cli, "register", *words, answers=answers)


def test_each_answer_is_checked_as_it_is_given_and_asked_for_again(cli: Cli) -> None:
    code, seen = dialogue(
        cli, WRONG, ANNE, "?", "Anne", "Peeters", "nowhere", "Namur", "klingon", "nl", "anne@", "anne@example.org",
        "064 12 34 56", "0470 12 34 56", "Sophie", "today 8:00-9:00", "today 18:00-20:00|tomorrow 9:00-12:00",
    )  # fmt: skip
    assert code == 0, seen
    for complaint in (
        "check digits", "in nobody's name", "no center has the code", "none of the languages", "not an e-mail address",
        "landline", "already over",
    ):  # fmt: skip
        assert complaint.lower() in seen.lower(), complaint
    (one,) = cli.json("reservist", "list")["reservists"]
    assert (one["name"], one["center"], one["language"], one["email"], one["mobile"], one["contact_name"]) == (
        "Anne Peeters", "namur", "nl", "anne@example.org", "+32470123456", "Sophie",
    )  # fmt: skip
    assert [window["start"] for window in one["windows"]] == ["2021-04-06T16:00:00Z", "2021-04-07T07:00:00Z"]


def test_nothing_but_what_is_needed_has_to_be_answered(cli: Cli) -> None:
    code, seen = dialogue(cli, ANNE, "Anne", "Peeters", "namur", "", "", "0470 12 34 56", "", "")
    assert code == 0, seen
    (one,) = cli.json("reservist", "list")["reservists"]
    assert (one["language"], one["email"], one["mobile"], one["windows"]) == ("fr", None, "+32470123456", [])
    assert "When they can come: qvax availability set 1" in seen


def test_neither_address_nor_mobile_is_asked_for_again(cli: Cli) -> None:
    code, seen = dialogue(cli, ANNE, "Anne", "Peeters", "namur", "", "", "", "a@example.org", "", "", "")
    assert code == 0, seen
    assert "Neither an e-mail address nor a mobile number" in seen


def test_the_birth_date_is_asked_for_when_the_number_carries_none(cli: Cli) -> None:
    number = next(f"4100001{serial:02}{check:02}" for serial in [22] for check in [97 - 410000122 % 97])
    code, seen = dialogue(
        cli, number, "1950-02-03", "1941-02-03", "Anne", "Peeters", "namur", "", "a@example.org", "", "", ""
    )
    assert code == 0, seen
    assert "Disagrees with the year of birth" in seen
    assert cli.json("reservist", "list")["reservists"][0]["birth_date"] == "1941-02-03"


def test_what_was_given_is_not_asked_for_unless_it_is_wrong(cli: Cli) -> None:
    given = ("--niss", ANNE, "--first-name", "Anne", "--center", "nowhere", "--email", "a@example.org")
    code, seen = dialogue(cli, "Peeters", "namur", "", "", "", "", words=given)
    assert code == 0, seen
    assert "National number:" not in seen
    assert "First name:" not in seen
    assert "No center has the code" in seen


def test_somebody_who_is_on_the_list_is_known_after_the_first_answer(cli: Cli) -> None:
    cli.register("1941-03-08", niss=ANNE)
    code, seen = dialogue(cli, ANNE)
    assert code == 4, seen
    assert "on the list already" in seen
    assert "First name:" not in seen


def test_who_is_too_young_is_told_so_after_the_first_answer(cli: Cli) -> None:
    young = make(date(2010, 1, 1), 1)
    code, seen = dialogue(cli, young, ANNE, "Anne", "Peeters", "namur", "", "a@example.org", "", "", "")
    assert code == 0, seen
    assert "open from the age of 18" in seen
    assert young not in seen.replace(f"{young}\r\n", "", 1)


@pytest.mark.parametrize("words", [(), ("--niss", ANNE)])
def test_where_nobody_can_answer_what_is_missing_is_named(cli: Cli, words: tuple[str, ...]) -> None:
    error = cli("--json", "register", *words, code=2).error
    assert "--first-name, --last-name, --center, --email or --mobile" in error["message"]
