"""An inbox that cannot be read: nobody is told that they did not answer by mistake (R15)."""

import pytest

from tests.channels.mail import letters, smtp
from tests.channels.mail.conftest import Center
from tests.channels.mail.dovecot import Mailbox
from tests.databases import opened

pytestmark = pytest.mark.dovecot


@pytest.fixture
def asked(center: Center, server: smtp.Server, mailbox: Mailbox) -> Center:
    """P0 to P2 were asked for two doses, and the inbox is out of reach from now on."""
    center.mail_by(server)
    center.read_from(mailbox)
    center.people(4)
    center("offer", "--center", "namur", "--doses", "2", "--until", "+90m")
    center.configure("inbox", port=1)
    return center


def _comes_back(center: Center, mailbox: Mailbox) -> None:
    center.configure("inbox", port=mailbox.port)


def test_nobody_is_silent_while_answers_cannot_be_read(asked: Center) -> None:
    asked.pass_minutes(31)
    polled = asked.json("poll", code=5)
    assert (polled["expired"], polled["invited"]) == ([], [])
    assert polled["unknown"] == list(asked.codes().values())
    assert "cannot be read: nothing answers at that port" in polled["troubles"][0]
    said = asked("poll", code=5)
    assert "Nobody is taken for silent because of that" in said.err
    assert "phone them" in said.err
    assert set(asked.states().values()) == {"sent"}
    assert {m["kind"] for m in asked.json("outbox", "list")["messages"]} == {"invitation"}
    (trouble,) = asked.json("status")["troubles"]
    assert (trouble["direction"], trouble["since"]) == ("in", "2021-04-06T16:11:00Z")


def test_cleanup_takes_nobody_for_silent_either(asked: Center) -> None:
    asked.pass_minutes(31)
    assert asked.json("cleanup", "--dry-run", code=5)["expired"] == 0
    assert asked.json("cleanup", code=5)["expired"] == 0
    assert set(asked.states().values()) == {"sent"}


def test_when_it_is_back_the_answers_count_as_they_came_and_only_the_silent_expire(
    asked: Center, server: smtp.Server, mailbox: Mailbox
) -> None:
    codes = asked.codes()
    mailbox.put(letters.reply(server.taken[0], "Ja, graag"), asked.now + 600)
    asked.pass_minutes(40)
    asked("poll", code=5)
    _comes_back(asked, mailbox)
    polled = asked.json("poll")
    assert polled["answers"] == [{"code": codes["P0"], "answer": "yes", "result": "confirmed"}]
    assert polled["expired"] == [codes["P1"]]
    assert [one["name"] for one in polled["invited"]] == ["P2 Peeters"]
    assert asked.json("status")["troubles"] == []


def test_the_coordinator_can_settle_it_by_phone(asked: Center) -> None:
    codes = asked.codes()
    asked.pass_minutes(31)
    asked("poll", code=5)
    assert asked.json("respond", codes["P0"], "no")["invited"][0]["name"] == "P2 Peeters"


def test_at_the_end_of_the_offer_the_unknown_end_without_a_word_and_lose_nothing(
    asked: Center, server: smtp.Server, mailbox: Mailbox
) -> None:
    codes = asked.codes()
    mailbox.put(letters.reply(server.taken[0], "Oui"), asked.now + 600)
    asked.pass_minutes(91)
    polled = asked.json("poll", code=5)
    assert polled["closed"] == [1]
    assert polled["unknown"] == [codes["P0"], codes["P1"]]
    assert asked.states() == {"P0": "cancelled", "P1": "cancelled"}
    assert [len(asked.json("availability", "show", who)["windows"]) for who in (1, 2)] == [1, 1]
    assert {m["kind"] for m in asked.json("outbox", "list")["messages"]} == {"invitation"}
    _comes_back(asked, mailbox)
    polled = asked.json("poll")
    assert polled["answers"] == [{"code": codes["P0"], "answer": "yes", "result": "too_late"}]
    assert [len(asked.json("availability", "show", who)["windows"]) for who in (1, 2)] == [1, 1]
    assert server.to() == ["p0", "p1", "p0"]


def test_who_was_asked_by_another_channel_is_not_concerned(asked: Center) -> None:
    with opened(asked.database) as conn:
        conn.execute("UPDATE messages SET channel = 'sms' WHERE id = 1")
    asked.pass_minutes(31)
    assert asked.json("poll", code=5)["expired"] == [asked.codes()["P0"]]
