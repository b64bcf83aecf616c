"""The process is killed while it hands over 50 mails: everybody is asked, and at most the mail in flight goes twice.

Three rounds by default; QVAX_ROUNDS=30 for as many as you like.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from qvax_cli.rules.windows import Window
from qvax_cli.store import availability, open_database, people
from tests.channels.mail import letters, smtp
from tests.channels.mail.conftest import Center
from tests.channels.mail.dovecot import Mailbox

ROUNDS = int(os.environ.get("QVAX_ROUNDS", "3"))
PEOPLE = 50


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with 50 people who can come in the coming hours, by the clock on the wall."""
    machine = Center(tmp_path_factory.mktemp("list"))
    machine("init")
    machine.people(PEOPLE)
    db = open_database(machine.db, "test")
    now = int(time.time())
    with db.write():
        for who in range(1, PEOPLE + 1):
            availability.replace(db, people.by_id(db, who), [Window(now - 3600, now + 6 * 3600)])
    db.close()
    return machine.db


def _qvax(center: Center, *words: str) -> "subprocess.Popen[bytes]":
    environ = {"HOME": str(center.db.parent), "PATH": os.environ["PATH"]}
    return subprocess.Popen(
        [sys.executable, "-m", "qvax_cli", "--db", str(center.db), *words],
        env=environ,
        cwd=Path(__file__).parents[3],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("number", range(ROUNDS))
def test_r13_nobody_is_forgotten_and_at_most_one_mail_comes_twice(
    tmp_path: Path, listed: Path, server: smtp.Server, number: int
) -> None:
    chance = random.Random(f"{number} {time.time()}")
    center = Center(tmp_path)
    shutil.copy(listed, center.db)
    server.delay = 0.01
    center.mail_by(server)
    _killed_and_taken_up(center, server, chance.randrange(1, PEOPLE), chance.random() * 0.03)
    print(f"round {number}: {len(_lost(center))} under way, {_twice(server)} twice")
    assert server.most_open == 1
    assert _twice(server) <= 1
    assert len(_lost(center)) <= 1
    _clocks_are_right(center, server)


def test_from_a_slow_server_only_what_was_under_way_comes_twice(
    tmp_path: Path, listed: Path, server: smtp.Server
) -> None:
    """With several connections several mails are under way, and each of them may go twice; no other."""
    center = Center(tmp_path)
    shutil.copy(listed, center.db)
    server.delay = 0.35
    center.mail_by(server)
    _killed_and_taken_up(center, server, 20, 0.0, later=0.0)
    assert 1 < len(_lost(center)) <= 8
    assert _twice(server) <= len(_lost(center))
    _clocks_are_right(center, server)


def _killed_and_taken_up(
    center: Center, server: smtp.Server, taken: int, seconds: float, later: float | None = None
) -> None:
    """An offer, killed so long after so many mails were taken; then the next poll; by then the server takes so long."""
    process = _qvax(center, "offer", "--center", "namur", "--doses", str(PEOPLE))
    while len(server.taken) < taken and process.poll() is None:
        time.sleep(0.001)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    server.delay = server.delay if later is None else later
    assert _qvax(center, "poll").wait(60) == 0
    assert sorted(set(server.to())) == sorted(f"p{n}" for n in range(PEOPLE))


def _twice(server: smtp.Server) -> int:
    """How many mails came again; a person has one Message-ID, however often."""
    ids = Counter(str(mail["Message-ID"]) for mail in server.taken)
    assert len(ids) == PEOPLE
    return sum(ids.values()) - len(ids)


def _lost(center: Center) -> list[int]:
    """The messages that were under way when the process died."""
    conn = sqlite3.connect(center.db)
    found = [row[0] for row in conn.execute("SELECT message_id FROM attempts WHERE outcome = 'lost'")]
    assert conn.execute("SELECT count(*) FROM attempts WHERE outcome IS NULL").fetchone()[0] == 0
    conn.close()
    return found


def _clocks_are_right(center: Center, server: smtp.Server) -> None:
    """The half hour of everybody began when their mail was taken, the second where there are two."""
    taken_at = {str(mail["Message-ID"]): at for mail, at in zip(server.taken, server.taken_at, strict=True)}
    conn = sqlite3.connect(center.db)
    rows = conn.execute(
        """SELECT m.id, i.code, i.state, i.sent_at, i.expires_at, m.state FROM invitations AS i
           JOIN messages AS m ON m.invitation_id = i.id"""
    ).fetchall()
    conn.close()
    assert len(rows) == PEOPLE
    for number, code, state, sent_at, expires_at, carried in rows:
        assert (state, carried) == ("sent", "handed_over")
        assert abs(sent_at - taken_at[f"<{number}.invitation.{code}.qvax@namur.example>"]) <= 2
        assert expires_at == sent_at + 1800


@pytest.mark.dovecot
def test_r15_answers_are_applied_once_however_often_the_process_dies(
    tmp_path: Path, listed: Path, server: smtp.Server, mailbox: Mailbox
) -> None:
    """Twenty people say yes; `poll` is killed at some point of reading, applying and moving, again and again."""
    chance = random.Random(time.time())
    center = Center(tmp_path)
    shutil.copy(listed, center.db)
    center.mail_by(server)
    center.read_from(mailbox)
    assert _qvax(center, "offer", "--center", "namur", "--doses", "20").wait(60) == 0
    asked = list(server.taken)
    for mail in asked:
        mailbox.put(letters.reply(mail, "Oui", sender=f"{mail['To'].addresses[0].username}@example.org"), time.time())
    for _ in range(4):
        process = _qvax(center, "poll")
        while mailbox.count("INBOX") == 20 and process.poll() is None and chance.random() > 0.1:
            time.sleep(chance.random() * 0.1)
        process.kill()
        process.wait()
    assert _qvax(center, "poll").wait(60) == 0
    conn = sqlite3.connect(center.db)
    states = conn.execute("SELECT state, count(*) FROM invitations GROUP BY state").fetchall()
    read = conn.execute("SELECT result, count(*) FROM replies GROUP BY result").fetchall()
    told = conn.execute("SELECT kind, count(*) FROM messages GROUP BY kind ORDER BY kind").fetchall()
    conn.close()
    assert states == [("confirmed", 20)]
    assert read == [("confirmed", 20)]
    assert told == [("confirmation", 20), ("invitation", 20)]
    assert (mailbox.count("INBOX"), mailbox.count("qvax-done")) == (0, 20)
