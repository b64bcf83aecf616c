"""Whoever was silent, or is new, says when they can come by answering with days and hours."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.conftest import Cli


def silent(cli: Cli) -> tuple[int, str]:
    """Somebody whose time ran out, and the code of that."""
    person = cli.register("1934-05-17", "Ann")
    cli("offer", "--center", "namur", "--doses", 1, code=None)
    code = cli.codes()["Ann"]
    cli.pass_minutes(31)
    cli("poll", code=None)
    return person, code


def windows(cli: Cli, person: int) -> list[str]:
    found = cli.json("reservist", "show", person)["reservist"]["windows"]
    return [f"{one['start'][5:16]}/{one['end'][11:16]}" for one in found]


def test_the_times_of_whoever_was_silent_come_back_by_a_reply_and_are_confirmed(cli: Cli) -> None:
    person, code = silent(cli)
    assert windows(cli, person) == []
    cli.reply(code, "Bonjour, je peux venir mercredi 17h-20h et jeudi après-midi. Merci\nAnn Peeters")
    polled = cli.json("poll")
    assert [one["reservist"] for one in polled["noted"]] == [person]
    assert (polled["answers"], polled["to_read"]) == ([], [])
    assert windows(cli, person) == ["04-07T15:00/18:00", "04-08T10:00/16:00"]
    mail = message_from_bytes(cli.spool[-1].read_bytes(), policy=default)
    assert mail["Subject"] == "Centre majeur Namur : vos disponibilités sont enregistrées"
    assert "venir :\n- mercredi 7 avril, de 17 h à 20 h\n- jeudi 8 avril, de 12 h à 18 h\n" in mail.get_content()
    event = cli.json("log", "--person", person)["events"][-1]
    assert (event["what"], event["detail"]) == ("availability set", "written by mail")
    assert cli.json("audit")["faults"] == []
    assert cli.json("poll")["noted"] == []


def test_they_are_said_on_the_screen_of_the_coordinator(cli: Cli) -> None:
    person, code = silent(cli)
    cli.reply(code, "mercredi 17h-20h")
    assert f"Ann Peeters (#{person}) can come: Wed 07 Apr 17:00–20:00." in cli("poll").err


def test_whoever_is_asked_again_afterwards_has_those_times(cli: Cli) -> None:
    _, code = silent(cli)
    cli.reply(code, "aujourd'hui 17h-21h")
    cli("poll")
    offer = cli.json("offer", "--center", "namur", "--doses", 1, "--yes")["offer"]["id"]
    assert cli.states(offer) == {"Ann": "sent"}


@pytest.mark.parametrize("words", ["mercredi si ma fille peut", "mercredi 17h-20h ?", "STOP mercredi 17h-20h"])
def test_what_is_not_understood_is_read_by_a_person_and_changes_nothing(cli: Cli, words: str) -> None:
    person, code = silent(cli)
    cli.reply(code, words)
    polled = cli.json("poll")
    assert (polled["noted"], len(polled["to_read"])) == ([], 1)
    assert windows(cli, person) == []


def test_days_and_hours_of_whoever_is_being_asked_are_read_by_a_person(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    cli.reply(cli.codes()["P0"], "mercredi 17h-20h")
    polled = cli.json("poll")
    assert (polled["noted"], len(polled["to_read"])) == ([], 1)


def test_a_welcome_can_be_answered_with_days_and_hours_and_the_confirmation_corrected(cli: Cli) -> None:
    cli.environ["QVAX_TEXTS_WELCOME"] = "desk"
    person = cli.register("1934-05-17", "Ann", available=None, language="nl")
    for words, noted in (("di en do 17u-20u", 2), ("zaterdagochtend 9u-12u", 2), ("za 9u-12u", 1)):
        sent = message_from_bytes(cli.spool[-1].read_bytes(), policy=default)
        file = Path(f"{cli.db}-inbox") / "new" / f"{cli.now}.{noted}{len(words)}.test"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"From: ann@example.org\nSubject: Re: x\nIn-Reply-To: {sent['Message-ID']}\n\n{words}\n")
        cli.pass_minutes(1)
        cli("poll")
        assert len(windows(cli, person)) == noted
    assert len(cli.json("inbox", "list")["to_read"]) == 1


def test_by_sms_the_number_is_enough_where_only_one_person_uses_it(cli: Cli) -> None:
    cli.environ |= {"QVAX_SMS_KIND": "http", "QVAX_SMS_URL": "http://127.0.0.1:9/"}
    person = cli.register("1934-05-17", "Ann", email=None, mobile="+32470123456", available=None)
    cli("sms", "receive", "--from", "+32470123456", "--text", "mercredi 17h-20h")
    cli("poll", code=5)
    assert windows(cli, person) == ["04-07T15:00/18:00"]
    (message,) = cli.json("outbox", "list")["messages"]
    assert (message["kind"], message["channel"]) == ("noted", "sms")
    other = cli.register("1936-05-17", "Bob", email=None, mobile="+32470123456", available=None)
    cli("sms", "receive", "--from", "+32470123456", "--text", "jeudi 17h-20h")
    assert len(cli.json("poll", code=5)["to_read"]) == 1
    assert windows(cli, other) == []
