"""What was entered for the wrong person is taken back: R41."""

import pytest

from tests.conftest import Cli

pytestmark = pytest.mark.shared


def _evening(cli: Cli, people: int = 4, doses: int = 2) -> dict[str, str]:
    cli.people(people)
    cli("offer", "--center", "namur", "--doses", doses, code=None)
    return cli.codes()


def _kinds(cli: Cli, code: str) -> list[str]:
    return [m["kind"] for m in cli.json("outbox", "list")["messages"] if m["invitation"] == code]


def test_r41_a_yes_for_the_wrong_person_is_taken_back_and_corrected(cli: Cli) -> None:
    codes = _evening(cli)
    cli("respond", codes["P0"], "yes")
    done = cli.json("undo")
    assert {key: done[key] for key in ("code", "undone", "state", "withdrawn")} == {
        "code": codes["P0"],
        "undone": "confirmed",
        "state": "sent",
        "withdrawn": [],
    }
    assert _kinds(cli, codes["P0"])[0] == "corrected"
    assert cli.json("respond", codes["P0"], "yes")["result"] == "confirmed"
    assert cli.json("audit")["faults"] == []


def test_r41_a_no_taken_back_withdraws_the_youngest_who_was_asked_meanwhile(cli: Cli) -> None:
    codes = _evening(cli)
    cli("respond", codes["P0"], "no")
    assert cli.states()["P2"] == "sent"
    assert cli.json("undo", codes["P0"])["withdrawn"] == [cli.codes()["P2"]]
    assert cli.states() == {"P0": "sent", "P1": "sent", "P2": "cancelled"}
    assert cli.json("audit")["faults"] == []


def test_r41_a_vaccination_on_the_wrong_line_leaves_nothing_behind(cli: Cli) -> None:
    codes = _evening(cli)
    cli("respond", codes["P0"], "yes")
    windows = cli.json("availability", "show", 1)["windows"]
    cli("vaccinated", codes["P0"])
    assert cli.json("undo")["state"] == "confirmed"
    shown = cli.json("reservist", "show", 1)["reservist"]
    assert (shown["state"], shown["windows"]) == ("listed", windows)
    assert cli.json("handoff", "export")["people"] == []
    assert cli.json("audit")["faults"] == []


def test_r41_a_no_show_taken_back_gives_the_windows_and_the_dose_back(cli: Cli) -> None:
    codes = _evening(cli)
    cli("respond", codes["P0"], "yes")
    windows = cli.json("availability", "show", 1)["windows"]
    cli("no-show", codes["P0"])
    assert cli.json("undo")["state"] == "confirmed"
    assert cli.json("availability", "show", 1)["windows"] == windows
    assert cli.states() == {"P0": "confirmed", "P1": "sent", "P2": "cancelled"}
    assert cli.json("audit")["faults"] == []


def test_r41_after_ten_minutes_or_a_second_time_it_is_refused_and_changes_nothing(cli: Cli) -> None:
    codes = _evening(cli)
    cli("undo", code=3)
    cli("respond", codes["P0"], "yes")
    cli.pass_minutes(10.5)
    cli("undo", code=4)
    assert cli.states()["P0"] == "confirmed"
    cli("respond", codes["P1"], "no")
    cli("undo")
    cli("undo", codes["P1"], code=3)


def test_r41_a_dose_that_somebody_else_has_meanwhile_stays_theirs(cli: Cli) -> None:
    codes = _evening(cli, doses=1)
    cli("respond", codes["P0"], "yes")
    cli("cancel", codes["P0"])
    cli("respond", cli.codes()["P1"], "yes")
    cli("undo", codes["P0"], code=4)
    assert cli.states() == {"P0": "cancelled", "P1": "confirmed"}
