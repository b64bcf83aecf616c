"""`--quiet` is for what runs by itself: it says nothing but what somebody has to hear."""

from tests.channels.mail import smtp
from tests.channels.mail.conftest import Center
from tests.ports import free_ports


def _poll(center: Center, minutes: int) -> list[str]:
    """What cron would mail: the words of a quiet round a minute."""
    said = []
    for _ in range(minutes):
        center.pass_minutes(1)
        done = center("--quiet", "poll", code=None)
        said += done.err.splitlines()
    return said


def test_a_mail_server_that_dies_is_heard_at_once_then_each_quarter_and_when_it_is_back(center: Center) -> None:
    (port,) = free_ports(1)
    server = smtp.Server()
    with smtp.serving(server, port=port):
        center.mail_by(server)
        codes = center.ask(3, 2)
    center("respond", codes["P0"], "no", code=5)  # the next one is asked, and the server is gone
    said = _poll(center, 32)
    out = [line for line in said if line.startswith("Out of order since 17:40: messages out by mail:")]
    assert len(out) == 2, said  # after a quarter of an hour and after two
    with smtp.serving(server, port=port):
        said = _poll(center, 10)
    assert [line for line in said if line == "In order again: messages out by mail. It was not since 17:40."], said
    assert _poll(center, 3) == []


def test_an_inbox_that_cannot_be_read_is_heard_when_it_begins(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    center.ask(1, 1)
    (port,) = free_ports(1)
    center.configure("inbox", host="127.0.0.1", port=port, tls="none", user="x", password_file=center.secret("y"))
    said = _poll(center, 5)
    assert len(said) == 1
    assert said[0].startswith("Out of order since 17:41: answers in by")


def test_who_may_have_answered_is_named_however_quiet_it_is(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    codes = center.ask(1, 1)
    (port,) = free_ports(1)
    center.configure("inbox", host="127.0.0.1", port=port, tls="none", user="x", password_file=center.secret("y"))
    said = _poll(center, 32)
    assert [line for line in said if f"then qvax respond {codes['P0']} yes (or no)" in line]


def test_a_hand_over_that_failed_is_said_by_the_quiet_command_that_caused_it(center: Center) -> None:
    (port,) = free_ports(1)
    server = smtp.Server()
    server.port = port
    center.mail_by(server)
    center.people(1)
    said = center("--quiet", "offer", "--center", "namur", "--doses", 1, code=5)
    assert "Not handed over yet, tried again by the next qvax poll" in said.err


def test_a_quiet_round_in_which_all_is_well_says_nothing(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    center.ask(2, 1)
    assert _poll(center, 3) == []
