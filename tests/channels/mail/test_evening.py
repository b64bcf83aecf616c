"""Whole evenings by mail, out and in: what the two servers say, and what becomes of the people."""

from itertools import pairwise

import pytest

from tests.channels.mail import letters, smtp
from tests.channels.mail.conftest import Center
from tests.channels.mail.dovecot import Mailbox


@pytest.mark.dovecot
def test_r15_two_answers_around_the_last_second_read_a_quarter_of_an_hour_later(
    center: Center, server: smtp.Server, mailbox: Mailbox
) -> None:
    center.mail_by(server)
    center.read_from(mailbox)
    codes = center.ask(3, 3)
    asked_at = center.now
    assert server.to() == ["p0", "p1", "p2"]
    mailbox.put(letters.reply(server.taken[0], "Oui"), asked_at + 29 * 60 + 59)
    mailbox.put(letters.reply(server.taken[1], "Oui"), asked_at + 30 * 60 + 1)
    center.pass_minutes(45)
    polled = center.json("poll")
    results = {answer["code"]: answer["result"] for answer in polled["answers"]}
    assert results == {codes["P0"]: "confirmed", codes["P1"]: "too_late"}
    assert center.states() == {"P0": "confirmed", "P1": "too_late", "P2": "expired"}
    told = {m["invitation"] for m in center.json("outbox", "list")["messages"] if m["kind"] == "expired"}
    assert told == {codes["P2"]}
    assert (mailbox.count("INBOX"), mailbox.count("qvax-done"), mailbox.count("qvax-done", "UNSEEN")) == (0, 2, 0)
    assert center.json("poll")["answers"] == []


def test_r13_a_mail_server_that_is_dead_for_20_minutes_costs_nobody_anything(center: Center) -> None:
    server = smtp.Server()
    with smtp.serving(server):
        center.mail_by(server)
    center.people(3)
    center("offer", "--center", "namur", "--doses", 2, code=5)
    assert set(center.states().values()) == {"queued"}
    for _ in range(20):
        center.pass_minutes(1)
        polled = center.json("poll", code=5)
        assert polled["expired"] == polled["undeliverable"] == polled["invited"] == []
        assert "nothing answers at that port" in polled["troubles"][0]
    (trouble,) = center.json("status")["troubles"]
    assert (trouble["channel"], trouble["direction"], trouble["since"]) == ("mail", "out", "2021-04-06T15:40:00Z")
    assert "nothing answers" in center.json("outbox", "list")["messages"][0]["error"]
    with smtp.serving(server, port=server.port):
        center.pass_minutes(1)
        polled = center.json("poll")
    assert [one["name"].split()[0] for one in polled["invited"]] == ["P0", "P1"]
    assert {one["sent_at"] for one in polled["invited"]} == {"2021-04-06T16:01:00Z"}
    assert {one["expires_at"] for one in polled["invited"]} == {"2021-04-06T16:31:00Z"}
    assert server.to() == ["p0", "p1"]
    assert center.json("status")["troubles"] == []


def test_what_leaves_for_an_earlier_offer_is_not_shown_as_asked_for_a_later_one(center: Center) -> None:
    with smtp.serving(smtp.Server()) as server:
        center.mail_by(server)
    center.people(2)
    center("offer", "--center", "namur", "--doses", 1, code=5)
    center.pass_minutes(5)
    with smtp.serving(server, port=server.port):
        made = center.json("offer", "--center", "namur", "--doses", 1)
    assert [one["name"] for one in made["invited"]] == ["P1 Peeters"]
    assert server.to() == ["p0", "p1"]


def test_r13_what_cannot_leave_before_the_last_call_leaves_never_and_the_people_keep_their_availability(
    center: Center,
) -> None:
    server = smtp.Server()
    with smtp.serving(server):
        center.mail_by(server)
    center.people(2)
    center("offer", "--center", "namur", "--doses", 1, "--until", "18:20", code=5)
    center.pass_minutes(31)
    polled = center.json("poll", code=None)
    assert polled["undeliverable"] == [center.codes()["P0"]]
    with smtp.serving(server, port=server.port):
        center.pass_minutes(15)
        center("poll")
    assert server.taken == []
    assert len(center.json("availability", "show", 1)["windows"]) == 1


def test_r13_the_half_hour_begins_when_the_server_has_taken_the_mail(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    took = center.now + 17

    async def slowly(*_: object) -> str:
        center.now = took
        return "250 OK"

    server.handle_DATA = slowly  # type: ignore[method-assign, assignment]
    center.ask(1, 1)
    (one,) = center.json("status", 1)["invitations"]
    assert (one["sent_at"], one["expires_at"]) == ("2021-04-06T15:40:17Z", "2021-04-06T16:10:17Z")


def test_a_refusal_for_good_asks_the_next_at_once_and_costs_nothing(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    server.says = {"p0": "550 5.1.1 <%>: p0 does not live here"}
    codes = center.ask(2, 1)
    assert center.states() == {"P0": "undeliverable", "P1": "sent"}
    (message,) = [m for m in center.json("outbox", "list")["messages"] if m["invitation"] == codes["P0"]]
    assert (message["state"], message["attempts"]) == ("refused", 1)
    shown = center("outbox", "show", message["id"])
    assert "refused for good" in shown.out
    assert "550 5.1.1 …: … does not live here" in shown.out
    assert "example.org" not in shown.out
    assert len(center.json("availability", "show", 1)["windows"]) == 1


def test_b13_what_a_server_says_is_kept_without_numbers_addresses_and_signs_that_steer_a_terminal(
    center: Center, server: smtp.Server
) -> None:
    center.mail_by(server)
    echoed = "85.07.30-033.28 +32470123456 8 5 0 7 3 0 0 3 3 2 8"
    server.says = {"p0": f"550 5.1.1 \x1b[2J <%> {echoed} P0"}
    codes = center.ask(2, 1)
    (message,) = [m for m in center.json("outbox", "list")["messages"] if m["invitation"] == codes["P0"]]
    (attempt,) = center.json("outbox", "show", message["id"])["message"]["history"]
    assert attempt["answer"].startswith("550 5.1.1 [2J …")
    assert not any(sign in attempt["answer"] for sign in ("\x1b", "033", "470", "example", "P0"))


def test_a_refusal_for_now_is_tried_again_after_longer_and_longer_pauses(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    server.says = {"p0": "451 4.7.1 come back later"}
    center.ask(2, 2)
    assert center.states() == {"P0": "queued", "P1": "sent"}
    tries = [center.json("outbox", "list")["messages"][-1]["attempts"]]
    for _ in range(31):
        center.pass_minutes(1)
        center("poll", code=None)
        tries.append(center.json("outbox", "list")["messages"][-1]["attempts"])
    tried_at = [minute for minute, (before, after) in enumerate(pairwise(tries), 1) if after > before]
    assert tried_at == [1, 3, 7, 15, 30]
    server.says = {}
    center.pass_minutes(14)
    center("poll")
    assert center.states()["P0"] == "sent"
    history = center.json("outbox", "show", 1)["message"]["history"]
    assert [one["outcome"] for one in history] == ["later"] * 6 + ["taken"]
    assert history[0]["answer"] == "451 4.7.1 come back later"
    assert history[-1]["answer"].startswith("250 2.0.0 Ok: queued as")


def test_a_connection_cut_in_the_middle_of_a_mail_delays_that_mail_alone(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    server.cut = 1
    center.ask(3, 3)
    assert center.states() == {"P0": "queued", "P1": "sent", "P2": "sent"}
    center.pass_minutes(1)
    center("poll")
    assert center.states()["P0"] == "sent"
    assert [one["outcome"] for one in center.json("outbox", "show", 1)["message"]["history"]] == ["broken", "taken"]


def test_a_server_that_cuts_every_connection_is_left_alone_after_three(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    server.cut = 100
    center.ask(9, 9)
    assert server.connections == 3
    assert set(center.states().values()) == {"queued"}


def test_a_server_that_refuses_everybody_does_not_burn_the_whole_list(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    server.says = {"RCPT": "554 5.7.1 your network is on a black list"}
    center.people(30)
    center("offer", "--center", "namur", "--doses", 1, code=5)
    states = list(center.states().values())
    assert states.count("undeliverable") == 20
    assert states.count("queued") == 1
    assert "20 messages in a row" in center.json("status")["troubles"][0]["reason"]


def test_a_message_refused_by_a_confirmed_person_s_server_is_told_to_the_coordinator(
    center: Center, server: smtp.Server
) -> None:
    center.mail_by(server)
    codes = center.ask(1, 1)
    server.says = {"p0": "552 5.2.2 mailbox full"}
    assert (
        f"P0 Peeters ({codes['P0']}): no channel takes the confirmation"
        in center("respond", codes["P0"], "yes", code=None).err
    )
    assert center.states() == {"P0": "confirmed"}
