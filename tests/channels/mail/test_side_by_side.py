"""Fifty invitations do not wait for a slow server, nor one channel for another."""

import os
import time

import pytest

from qvax_cli.loop.connections import Connections, Job
from tests.channels.mail import smtp
from tests.channels.mail.conftest import Center

#: By default a small offer; with QVAX_ROUNDS the full 200 mails at a second each, which take half a minute.
MAILS, SECONDS, CONNECTIONS = (200, 1.0, 8) if "QVAX_ROUNDS" in os.environ else (64, 0.4, 16)


def test_a_slow_server_is_given_more_than_five_mails_at_a_time(center: Center, server: smtp.Server) -> None:
    """What makes an evening five times as quick as one mail after the other, told by the server and not by a clock."""
    center.mail_by(server, connections=CONNECTIONS)
    for number in range(MAILS):
        center.register(f"{1930 + number % 60}-05-17", f"P{number}")
    server.delay = SECONDS
    began = time.monotonic()
    center("offer", "--center", "namur", "--doses", MAILS)
    took = time.monotonic() - began
    assert set(center.states().values()) == {"sent"}
    assert len(server.taken) == MAILS
    assert 5 < server.most_open <= CONNECTIONS
    print(f"{MAILS} mails at {SECONDS} s: {took:.1f} s, {MAILS * SECONDS / took:.1f} times as quick as one by one")


@pytest.mark.parametrize("most", [1, 3])
def test_there_are_never_more_connections_than_the_setting_says(center: Center, server: smtp.Server, most: int) -> None:
    center.mail_by(server, connections=most)
    center.people(8)
    server.delay = 0.31
    center("offer", "--center", "namur", "--doses", 8)
    assert server.most_open == most


def test_a_quick_server_is_handed_one_mail_after_the_other(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    center.ask(10, 10)
    assert (len(server.taken), server.most_open, server.connections) == (10, 1, 1)


def test_a_limit_of_the_server_on_connections_is_found_out_and_kept(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    server.delay, server.most = 0.31, 2
    center.ask(9, 9)
    assert set(center.states().values()) == {"sent"}
    assert len(server.taken) == 9


def test_messages_of_one_minute_are_limited_and_the_rest_goes_in_the_next(center: Center, server: smtp.Server) -> None:
    center.mail_by(server, per_minute=4)
    center.people(10)
    said = center("offer", "--center", "namur", "--doses", 10, code=5)
    assert "at most 4 messages a minute" in said.err
    assert len(server.taken) == 4
    center("poll", code=5)
    assert len(server.taken) == 4
    for taken in (8, 10):
        center.pass_minutes(1)
        center("poll", code=None)
        assert len(server.taken) == taken
    assert set(center.states().values()) == {"sent"}


def test_ctrl_c_loses_nothing_of_what_was_under_way(
    center: Center, server: smtp.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mails that are out come back and are recorded before the command ends."""
    center.mail_by(server)
    center.people(4)
    given: list[Job] = []

    class Interrupted(Connections):
        def give(self, job: Job) -> None:
            super().give(job)
            given.append(job)
            if len(given) == 2:
                raise KeyboardInterrupt

    monkeypatch.setattr("qvax_cli.loop.hand_over.Connections", Interrupted)
    center("offer", "--center", "namur", "--doses", 4, code=130)
    monkeypatch.undo()
    assert len(server.taken) == 2
    assert sorted(center.states().values()) == ["queued", "queued", "sent", "sent"]
    center("poll")
    assert server.to() == ["p0", "p1", "p2", "p3"]
