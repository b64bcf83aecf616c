"""Without a mail server nobody is sent anything: that is said wherever it matters. So is a round that nobody makes."""

import re

import pytest

from tests.conftest import Cli
from tests.terminal import at_terminal

SAID = "No mail server is set: these messages lie in {}; nobody has received them. See: qvax help mail\n"


@pytest.fixture
def evening(cli: Cli) -> Cli:
    """Two people are asked, one more could be."""
    cli.people(3)
    cli("offer", "--center", "namur", "--doses", 2)
    return cli


def test_every_command_that_hands_over_or_shows_the_evening_says_it_once(evening: Cli) -> None:
    said = SAID.format(f"{evening.db}-spool")
    code = evening.codes()["P0"]
    for line in (
        ("respond", code, "yes"),
        ("cancel", code),
        ("undo",),
        ("poll",),
        ("status",),
        ("status", 1),
        ("offers",),
    ):
        assert evening(*line).err.count(said) == 1, line
    assert evening("doses", 1, 3, code=None).err.count(said) == 1
    assert evening("close", 1).err.count(said) == 1


def test_json_stays_json_and_a_quiet_round_stays_quiet(evening: Cli) -> None:
    assert evening.json("status", 1)["offer"]["id"] == 1
    assert evening("--quiet", "poll").err == ""


def test_before_anything_was_handed_over_there_is_nothing_to_say(cli: Cli) -> None:
    cli.people(1)
    assert "mail server" not in cli("status").err + cli("poll").err


def test_with_a_mail_server_or_without_mail_nothing_is_said(evening: Cli) -> None:
    for setting, value in (("QVAX_MAIL_HOST", "smtp.example.org"), ("QVAX_CHANNELS_ORDER", "sms")):
        evening.environ[setting] = value
        assert "mail server" not in evening("status").err
        del evening.environ[setting]


def test_who_only_gets_text_messages_is_not_spoken_of(evening: Cli) -> None:
    evening.environ["QVAX_SMS_KIND"] = "gammu"
    assert "these mails lie in" in evening("status").err


def test_doctor_warns_and_does_not_say_that_all_is_well(evening: Cli) -> None:
    done = evening("doctor")
    assert "All is well" not in done.err
    (out,) = (one for one in evening.json("doctor")["checks"] if one["check"] == "mail out")
    assert out["state"] == "warning"
    assert "qvax help mail" in out["hint"]


def test_the_demo_says_it_once(cli: Cli) -> None:
    assert cli("demo").err.count("No mail server is set") == 1


def test_r42_on_a_terminal_the_first_offer_asks_whether_it_is_a_rehearsal(cli: Cli) -> None:
    cli.people(3)
    offer = ("offer", "--center", "namur", "--doses", "1")
    code, seen = at_terminal(cli, *offer, answers=["n"])
    assert code == 1
    assert "nobody receives them" in seen
    assert cli.json("offers")["offers"] == []
    code, seen = at_terminal(cli, *offer, answers=["y"])
    assert code == 0, seen
    cli("close", 1)
    assert "rehearsal" not in at_terminal(cli, *offer)[1]  # it is known by now


def test_r42_the_first_offer_does_not_ask_whoever_says_yes_or_only_looks(cli: Cli) -> None:
    cli.people(2)
    for option in ("--dry-run", "--yes"):
        code, seen = at_terminal(cli, "offer", "--center", "namur", "--doses", 1, option)
        assert code == 0, seen
        assert "rehearsal" not in seen


def test_people_past_their_time_are_told_until_somebody_polls(evening: Cli) -> None:
    evening.pass_minutes(31)
    evening("respond", evening.codes()["P0"], "no")
    for line in (("status",), ("status", 1), ("offers",)):
        assert "1 person is past their time and the next is not asked yet: qvax poll" in evening(*line).err
    evening("poll")
    assert "past their time" not in evening("status").err


def test_several_past_their_time_are_counted_and_an_offer_that_is_over_is_named(evening: Cli) -> None:
    evening.pass_minutes(131)
    said = evening("status").err
    assert "2 people are past their time and the next are not asked yet: qvax poll" in said
    assert "Offer 1 is over and not closed yet: qvax poll" in said


def test_nothing_is_called_sent_and_nobody_told_where_nobody_has_received_anything(evening: Cli) -> None:
    codes = evening.codes()
    said = [evening("status"), evening("respond", codes["P0"], "yes")]
    evening.pass_minutes(31)
    said += [evening("status"), evening("poll"), evening("offers"), evening("status", 1)]
    read = "".join(one.out + one.err for one in said)
    assert "did not answer in time: expired; a message says so." in read
    assert not re.search(r"\bsent\b|\btold\b", read), read
