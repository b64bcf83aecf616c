"""`qvax reservist contact`: how somebody is reached is changed at the desk, with an event."""

from typing import Any

import pytest

from tests.conftest import Cli


def known(cli: Cli, person: int) -> dict[str, Any]:
    found: dict[str, Any] = cli.json("reservist", "show", person)["reservist"]
    return found


def test_contact_and_language_are_changed_and_the_log_says_what_without_saying_to_what(cli: Cli) -> None:
    person = cli.register("1940-05-17", contact_name="Luc")
    cli(
        "reservist",
        "contact",
        person,
        "--mobile",
        "0470 12 34 56",
        "--email",
        "",
        "--contact-name",
        "",
        "--language",
        "nl",
    )
    them = known(cli, person)
    assert (them["email"], them["mobile"], them["contact_name"], them["language"]) == (None, "+32470123456", None, "nl")
    event = cli.json("log", "--person", person)["events"][-1]
    assert (event["what"], event["operator"]) == ("details changed", "ann")
    assert event["detail"] == "contact_name, email, language, mobile"
    assert "Ann Peeters" in cli("log", "--person", person).out


def test_where_somebody_came_from_is_shown(cli: Cli) -> None:
    person = cli.register("1940-05-17")
    assert known(cli, person)["source"] == "desk"
    assert "desk" in cli("reservist", "show", person).out


def test_at_another_center_they_are_asked_there_and_the_audit_agrees(cli: Cli) -> None:
    person = cli.register("1940-05-17")
    cli.register("1950-05-17", "Bea")
    moved = _another(cli)
    cli("reservist", "contact", person, "--center", moved)
    cli("offer", "--center", moved, "--doses", 1)
    cli("offer", "--center", "namur", "--doses", 1)
    assert (cli.states(1), cli.states(2)) == ({"Ann": "sent"}, {"Bea": "sent"})
    assert cli.json("audit")["faults"] == []


def _another(cli: Cli) -> str:
    return next(
        str(one["code"])
        for one in cli.json("center", "list")["centers"]
        if one["takes_part"] and one["code"] != "namur"
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--email", ""), 4),
        (("--email", "x"), 4),
        (("--mobile", "081 22 33 44"), 4),
        (("--language", "la"), 4),
        (("--center", "nowhere"), 3),
        ((), 2),
    ],
)
def test_what_is_wrong_changes_nothing(cli: Cli, words: tuple[str, ...], code: int) -> None:
    person = cli.register("1940-05-17")
    before = known(cli, person)
    cli("reservist", "contact", person, *words, code=code)
    assert known(cli, person) == before


def test_center_of_brussels_is_refused(cli: Cli) -> None:
    person = cli.register("1940-05-17")
    assert "Doctena" in cli("reservist", "contact", person, "--center", "pacheco", code=4).err


def test_nobody_who_has_left_is_changed(cli: Cli) -> None:
    person = cli.register("1940-05-17")
    cli("reservist", "forget", person, "--yes")
    cli("reservist", "contact", person, "--language", "nl", code=4)


def test_the_same_again_is_no_event(cli: Cli) -> None:
    person = cli.register("1940-05-17")
    cli("reservist", "contact", person, "--email", "ann@example.org")
    assert [one["what"] for one in cli.json("log", "--person", person)["events"]] == ["registered"]
