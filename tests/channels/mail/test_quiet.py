"""`--quiet` is for what runs by itself: it says nothing but what somebody has to hear."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.channels.mail import smtp
from tests.channels.mail.conftest import Center
from tests.ports import free_ports


def _poll(center: Center, minutes: int, every: int = 1) -> list[str]:
    """What cron would mail of so many minutes: the words of its quiet rounds."""
    said = []
    for _ in range(minutes // every):
        center.pass_minutes(every)
        done = center("--quiet", "poll", code=None)
        said += done.err.splitlines()
    return said


def _heard_after(center: Center, every: int, minutes: int) -> list[int]:
    """After how many minutes such rounds say that something is out of order."""
    rounds = range(every, minutes + 1, every)
    return [at for at in rounds if any("Out of order since 17:40" in line for line in _poll(center, every, every))]


def _without_a_server(center: Center) -> int:
    """An offer at 17:40, and nobody takes its mails; the port at which nobody listens."""
    (port,) = free_ports(1)
    server = smtp.Server()
    server.port = port
    center.mail_by(server)
    center.people(1)
    center("offer", "--center", "namur", "--doses", 1, code=5)
    return port


def _process(center: Center, stderr: int) -> "subprocess.Popen[bytes]":
    """A quiet round of a process of its own."""
    where = str(getattr(center.database, "url", center.database))
    moment = datetime.fromtimestamp(center.now, UTC).isoformat()
    env = {**center.environ, "PATH": os.environ["PATH"], "QVAX_NOW": moment}
    command = [sys.executable, "-m", "qvax_cli", "--db", where, "--quiet", "poll"]
    return subprocess.Popen(command, env=env, cwd=Path(__file__).parents[3], stdout=subprocess.DEVNULL, stderr=stderr)


@pytest.mark.parametrize(
    ("every", "heard"),
    [(1, [1, 15, 30, 45, 60]), (5, [5, 15, 30, 45, 60]), (7, [7, 21, 35, 49, 63]), (20, [20, 40, 60])],
)
def test_however_far_apart_rounds_are_it_is_heard_by_the_first_one_of_each_quarter(
    center: Center, every: int, heard: list[int]
) -> None:
    port = _without_a_server(center)
    assert _heard_after(center, every, 65) == heard
    with smtp.serving(smtp.Server(), port=port):
        back = _poll(center, every, every)
    assert [line for line in back if line.startswith("In order again: messages out by mail.")], back
    assert _poll(center, every, every) == []


def test_rounds_that_cron_begins_a_few_seconds_early_or_late_miss_no_quarter(center: Center) -> None:
    _without_a_server(center)
    heard = []
    for late in (20, 3, 11, 0, 8, 2, 1):
        center.pass_minutes(5)
        center.now += late
        heard.append("Out of order" in center("--quiet", "poll", code=None).err)
        center.now -= late
    assert heard == [True, False, True, False, False, True, False]


def test_that_it_works_again_is_heard_also_when_somebody_at_work_has_seen_it_first(center: Center) -> None:
    port = _without_a_server(center)
    assert len(_poll(center, 5, 5)) == 1
    center.pass_minutes(1)
    with smtp.serving(smtp.Server(), port=port):
        center("poll")
        assert center.json("status")["troubles"] == []
        assert _poll(center, 1) == ["In order again: messages out by mail. It was not since 17:40."]
        assert _poll(center, 2) == []


def test_a_trouble_of_which_nobody_has_heard_is_not_told_as_over(center: Center) -> None:
    port = _without_a_server(center)
    center.pass_minutes(1)
    with smtp.serving(smtp.Server(), port=port):
        assert _poll(center, 2) == []


def test_what_begins_anew_before_its_end_was_told_is_a_trouble_of_its_own(center: Center) -> None:
    port = _without_a_server(center)
    assert len(_poll(center, 5, 5)) == 1
    center.pass_minutes(1)
    with smtp.serving(smtp.Server(), port=port):
        center("poll")
    center.register("1920-05-17", "Older")
    center("offer", "--center", "namur", "--doses", 1, "--yes", code=5)
    assert [line[:24] for line in _poll(center, 5)] == ["Out of order since 17:46"]


def test_a_round_whose_words_nobody_can_read_leaves_them_to_the_next(center: Center) -> None:
    _without_a_server(center)
    center.pass_minutes(1)
    end, closed = os.pipe()
    os.close(end)
    done = _process(center, closed)
    os.close(closed)
    assert done.wait(60) != 0
    assert [line[:24] for line in _poll(center, 5)] == ["Out of order since 17:40"]


def test_of_rounds_at_the_same_time_one_says_it(center: Center) -> None:
    _without_a_server(center)
    center.pass_minutes(1)
    said = [done.communicate(timeout=60)[1].decode() for done in [_process(center, subprocess.PIPE) for _ in range(3)]]
    assert sum("Out of order since 17:40" in words for words in said) == 1, said


def test_a_mail_server_that_dies_is_heard_at_once_then_each_quarter_and_when_it_is_back(center: Center) -> None:
    (port,) = free_ports(1)
    server = smtp.Server()
    with smtp.serving(server, port=port):
        center.mail_by(server)
        codes = center.ask(3, 2)
    center("respond", codes["P0"], "no", code=5)  # the next one is asked, and the server is gone
    said = _poll(center, 32)
    out = [line for line in said if line.startswith("Out of order since 17:40: messages out by mail:")]
    assert len(out) == 3, said  # at once, after a quarter of an hour and after two
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
