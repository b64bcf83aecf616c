"""Whoever asks to leave the list is shown to a person, with what to type; nobody is erased by a mail."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.conftest import Cli


@pytest.mark.parametrize(
    "words",
    [
        *("STOP", "Stop svp", "Désinscrivez-moi", "Schrijf mij uit", "Bitte abmelden", "unsubscribe", "I want out"),
        *("Sortez-moi de là", "Merci de suprimer mon inscription", "Ich möchte nicht mehr angeschrieben werden"),
    ],
)
def test_a_request_to_leave_says_from_whom_it_is_and_what_to_type(cli: Cli, words: str) -> None:
    (person,) = cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    cli.reply(cli.codes()["P0"], words)
    said = cli("poll").err
    assert f"P0 Peeters asks to leave the list: qvax reservist forget {person}, then qvax inbox done 1" in said
    (waiting,) = cli.json("inbox", "list")["to_read"]
    assert (waiting["name"], waiting["reservist"]) == ("P0 Peeters", person)
    assert waiting["why"] == "it asks to be taken off the list"
    cli("reservist", "forget", person, "--yes")
    assert cli.json("inbox", "list")["to_read"] == []


@pytest.mark.parametrize(
    "words", ["I want out of work early", "Ne me retirez pas de la liste", "Bitte nicht anrufen, sondern schreiben"]
)
def test_who_wants_to_stay_or_to_be_reached_otherwise_is_not_said_to_ask_to_leave(cli: Cli, words: str) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    cli.reply(cli.codes()["P0"], words)
    assert "asks to leave the list" not in cli("poll").err
    (waiting,) = cli.json("inbox", "list")["to_read"]
    assert waiting["why"] != "it asks to be taken off the list"


def test_a_no_with_it_counts_and_the_request_stays_to_be_read(cli: Cli) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    cli.reply(cli.codes()["P0"], "Non merci, désinscrivez-moi de votre liste svp")
    polled = cli.json("poll")
    assert [one["result"] for one in polled["answers"]] == ["declined"]
    assert [one["why"] for one in polled["to_read"]] == ["it asks to be taken off the list"]
    assert cli.states() == {"P0": "declined", "P1": "sent"}


def test_a_welcome_promises_that_stop_is_heard(cli: Cli) -> None:
    cli.environ["QVAX_TEXTS_WELCOME"] = "desk"
    person = cli.register("1934-05-17", "Ann")
    sent = message_from_bytes(cli.spool[-1].read_bytes(), policy=default)
    file = Path(f"{cli.db}-inbox") / "new" / "1.test"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"From: a@example.org\nSubject: Re: x\nIn-Reply-To: {sent['Message-ID']}\n\nSTOP\n")
    assert f"Ann Peeters asks to leave the list: qvax reservist forget {person}," in cli("poll").err


def test_stop_by_sms_is_known_by_the_number_and_else_shown_with_it(cli: Cli) -> None:
    person = cli.register("1934-05-17", "Ann", email=None, mobile="+32470123456")
    cli("sms", "receive", "--from", "+32470123456", "--text", "STOP")
    cli("sms", "receive", "--from", "+32470999999", "--text", "STOP")
    known, other = cli.json("poll")["to_read"]
    assert (known["reservist"], known["why"]) == (person, "it asks to be taken off the list")
    assert (other["reservist"], other["from"], other["why"]) == (None, "+32470999999", known["why"])
    assert "+32470999999 asks to leave the list: qvax reservist list --find …" in cli("status").err
