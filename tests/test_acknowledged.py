"""Whoever says no, or gives a dose back, hears that it was noted: once, and by no SMS for a mere no."""

import pytest

from tests.conftest import Cli


def told(cli: Cli, channel: str = "mail") -> list[str]:
    """The kinds of the messages after the invitations, in order."""
    messages = cli.json("outbox", "list", "--channel", channel)["messages"]
    return [one["kind"] for one in reversed(messages) if one["kind"] != "invitation"]


def body(cli: Cli) -> str:
    """The newest message."""
    return str(cli.json("outbox", "show", cli.json("outbox", "list")["messages"][0]["id"])["message"]["body"])


def test_a_no_by_mail_is_acknowledged_once_however_often_it_is_said(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    for name in ("a", "b"):
        cli.reply(cli.codes()["P0"], "Non merci", name=name)
        cli("poll")
    assert told(cli) == ["declined"]
    assert "Merci, c'est noté : vous ne venez pas cette fois." in body(cli)


def test_a_no_on_the_phone_is_acknowledged_too_and_undo_corrects_it(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    cli("respond", cli.codes()["P0"], "no")
    cli("undo", cli.codes()["P0"])
    assert told(cli) == ["declined", "corrected"]
    assert cli.states() == {"P0": "sent"}


@pytest.mark.parametrize("how", ["cancel", "respond", "mail"])
def test_whoever_gives_a_dose_back_reads_that_it_is_free(cli: Cli, how: str) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli("respond", code, "yes")
    if how == "mail":
        cli.reply(code, "Non")
        cli("poll")
    else:
        cli(how, code, *(["no"] if how == "respond" else []))
    assert told(cli) == ["confirmation", "freed"]
    assert "La dose qui vous était réservée est libérée." in body(cli)
    cli("cancel", code, code=None)
    assert told(cli) == ["confirmation", "freed"]


def test_whoever_gives_a_place_on_standby_back_had_no_dose_to_give(cli: Cli) -> None:
    cli.people(8)
    cli("offer", "--center", "namur", "--doses", 1, "--policy", "standby", "--surplus", 1)
    code = cli.codes()["P3"]
    cli("respond", code, "yes")
    cli("cancel", code)
    assert told(cli) == ["standby", "declined"]


def test_a_no_costs_no_sms_but_a_dose_given_back_does(cli: Cli) -> None:
    cli.environ |= {"QVAX_SMS_KIND": "http", "QVAX_SMS_URL": "http://127.0.0.1:9/"}  # where nothing answers
    for number in range(2):
        cli.register(f"{1940 + number}-05-17", f"P{number}", email=None, mobile=f"+3247012345{number}")
    cli("offer", "--center", "namur", "--doses", 2, code=5)
    codes = cli.codes()
    for name, answer in (("P0", "no"), ("P1", "yes"), ("P1", "no")):
        cli("respond", codes[name], answer, code=5)
    assert told(cli, "sms") == ["confirmation", "freed"]


def test_a_late_no_after_a_late_yes_gives_the_times_back(cli: Cli) -> None:
    (person,) = cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli.pass_minutes(31)
    cli("poll")
    cli("respond", code, "yes")
    assert cli.json("reservist", "show", person)["reservist"]["windows"] == []
    cli.reply(code, "Non")
    cli("poll")
    assert len(cli.json("reservist", "show", person)["reservist"]["windows"]) == 1
    assert told(cli) == ["expired", "too_late", "declined"]


def test_whoever_has_a_dose_gives_it_back_by_an_sms_without_a_code(cli: Cli) -> None:
    cli.environ |= {"QVAX_SMS_KIND": "http", "QVAX_SMS_URL": "http://127.0.0.1:9/"}
    cli.register("1934-05-17", "Ann", email=None, mobile="+32470123456")
    cli("offer", "--center", "namur", "--doses", 1, code=5)
    cli("respond", cli.codes()["Ann"], "yes", code=5)
    cli("sms", "receive", "--from", "+32470123456", "--text", "NON")
    assert [one["result"] for one in cli.json("poll", code=5)["answers"]] == ["declined"]
