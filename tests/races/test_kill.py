"""`kill -9` at any point of `offer` and `poll`: what was done stays, what was not is done by the next `poll`, once."""

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import settings

from tests.channels.mail import smtp
from tests.conftest import Cli, machine
from tests.databases import opened
from tests.races import invariants
from tests.races.places import ROUNDS, again, folder

_MINUTE = 60
#: How many of the points of a command are tried, if not all: 21 while one works, 40 in the gate.
_SOME = 15 + settings().max_examples // 4


class _Points:
    """Counts the points at which a process can die, and at one of them kills it."""

    def __init__(self, deadly: int) -> None:
        self.seen: list[str] = []
        self._deadly = deadly

    def reached(self, what: str) -> None:
        self.seen.append(what)
        if len(self.seen) == self._deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def install(self, below: Path) -> None:
        """Before every SQL statement, file, folder and rename, and on both sides of every commit and fsync."""
        points, fsync, connect = self, os.fsync, sqlite3.connect

        class Connection(sqlite3.Connection):
            def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
                points.reached(f"before {sql.split()[0]}")
                cursor = super().execute(sql, *values)
                if sql == "COMMIT":
                    points.reached("after COMMIT")
                return cursor

        def synced(handle: int) -> None:
            points.reached("before fsync")
            fsync(handle)
            points.reached("after fsync")

        def audited(event: str, given: tuple[Any, ...]) -> None:
            if event in ("open", "os.rename", "os.mkdir", "os.remove") and str(below) in str(given[0]):
                points.reached(f"before {event}")

        os.fsync = synced  # type: ignore[assignment]
        sqlite3.connect = lambda *words, **named: connect(*words, factory=Connection, **named)  # type: ignore[assignment]
        sys.addaudithook(audited)


def died_or_ended(cli: Cli, words: Sequence[object], deadly: int) -> list[str] | None:
    """Runs a command in a process that dies at that point: None; or to its end: the points that it passed."""
    begin, end = os.pipe()
    child = os.fork()
    if child == 0:
        failed = 1
        try:
            points = _Points(deadly)
            points.install(cli.db.parent)
            cli(*words, code=None)
            os.write(end, json.dumps(points.seen).encode())
            failed = 0
        finally:
            os._exit(failed)
    os.close(end)
    with os.fdopen(begin, "rb") as told:
        text = told.read()
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return None
    assert os.WEXITSTATUS(status) == 0, "the command failed"
    return list(json.loads(text))


def to_try(points: list[str]) -> list[int]:
    """The first and the last, those around what makes things last, and some of the others; all where time was given."""
    everything = range(1, len(points) + 1)
    if ROUNDS:
        return list(everything)
    lasting = [n for n in everything if "COMMIT" in points[n - 1] or "rename" in points[n - 1]]
    others = [n for n in everything if n not in lasting]
    return sorted({1, len(points), *lasting, *others[:: max(1, len(others) // (_SOME - len(lasting)))]})


def _everywhere(prepared: Cli, words: list[object], check: Callable[[Cli], None]) -> None:
    """Kills the command at its points, each time on the same machine, and checks what the next ones find."""
    with folder() as place:
        points = died_or_ended(again(prepared, place / "whole"), words, 0)
        assert points is not None
        assert len(points) > 40
        for deadly in to_try(points):
            twin = again(prepared, place / str(deadly))
            assert died_or_ended(twin, words, deadly) is None or deadly == len(points), "it went another way"
            try:
                check(twin)
            except AssertionError as error:
                error.add_note(f"killed at point {deadly} of {len(points)}: {points[deadly - 3 : deadly]}")
                raise


def _ready_to_offer(place: Path) -> Cli:
    """Seven people, the second of whom has only a mobile."""
    cli = machine(place)
    cli.register("1930-01-01", "P0")
    cli.register("1931-01-01", "P1", email=None, mobile="0470123456")
    for number in range(2, 7):
        cli.register(f"{1930 + number}-01-01", f"P{number}")
    return cli


_OFFER: list[object] = ["offer", "--center", "namur", "--doses", 3]


def _after_an_offer(cli: Cli) -> None:
    """Either there is no offer, or it is as if nothing had happened but a delay."""
    invariants.check(cli.database, cli.now)
    began, cli.now = cli.now, cli.now + 2 * _MINUTE
    cli("poll", code=None)
    invariants.check(cli.database, cli.now)
    invariants.check_spool(cli.db)
    if not cli.json("offers")["offers"]:
        assert not cli.spool
        return
    assert cli.states() == {"P0": "sent", "P1": "undeliverable", "P2": "sent", "P3": "sent"}
    codes = cli.codes()
    assert invariants.spooled(cli.db) == {("invitation", codes[name]): 1 for name in ("P0", "P2", "P3")}
    with opened(cli.database) as conn:
        assert {row[0] for row in conn.execute("SELECT sent_at FROM invitations WHERE state = 'sent'")} <= {
            began,
            cli.now,
        }
    assert invariants.left_uncovered(cli.database, cli.now) == []
    _nothing_is_left_to_do(cli)


def _ready_to_poll(place: Path) -> Cli:
    """An offer of three whose first has said yes, whose second no, and whose third is silent; 31 minutes later."""
    cli = machine(place)
    cli.people(7)
    cli(*_OFFER)
    codes = cli.codes()
    cli.reply(codes["P0"], "Oui", received=cli.now + 60)
    cli.reply(codes["P1"], "Non merci", received=cli.now + 90)
    cli.now += 31 * _MINUTE
    return cli


def _after_a_poll(cli: Cli) -> None:
    """As if nothing had happened but a delay: every answer was applied once, everybody told once, the next asked."""
    invariants.check(cli.database, cli.now)
    cli.now += 2 * _MINUTE
    cli("poll", code=None)
    invariants.check(cli.database, cli.now)
    invariants.check_spool(cli.db)
    states = {"P0": "confirmed", "P1": "declined", "P2": "expired", "P3": "sent", "P4": "sent"}
    assert cli.states() == states
    codes = cli.codes()
    told = [("invitation", code) for code in codes.values()]
    told += [("confirmation", codes["P0"]), ("declined", codes["P1"]), ("expired", codes["P2"])]
    assert invariants.spooled(cli.db) == Counter(told)
    with opened(cli.database) as conn:
        events = Counter(row[0] for row in conn.execute("SELECT what FROM events WHERE offer_id IS NOT NULL"))
        assert [events[what] for what in ("confirmed", "declined", "expired", "invited", "handed over")] == [
            1,
            1,
            1,
            5,
            5,
        ]
        assert conn.execute("SELECT count(*) FROM replies").fetchone()[0] == 2
    inbox = Path(f"{cli.db}-inbox")
    assert not list(inbox.glob("new/*"))
    assert len(list(inbox.glob(".done/cur/*"))) == 2
    assert cli.json("availability", "show", 3)["windows"] == []
    _nothing_is_left_to_do(cli)


def _nothing_is_left_to_do(cli: Cli) -> None:
    before = invariants.spooled(cli.db)
    done = cli.json("poll")
    assert not any(done.values()), done
    assert invariants.spooled(cli.db) == before
    with opened(cli.database) as conn:
        assert conn.execute("SELECT count(*) FROM messages WHERE state = 'queued'").fetchone()[0] == 0


def test_an_offer_killed_at_any_point_is_finished_by_the_next_poll(place: Path) -> None:
    _everywhere(_ready_to_offer(place), _OFFER, _after_an_offer)


def test_a_poll_killed_at_any_point_is_finished_by_the_next_one(place: Path) -> None:
    _everywhere(_ready_to_poll(place), ["poll"], _after_a_poll)


def _environment(cli: Cli, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QVAX_", "XDG_"))}
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(cli.now))
    return {**kept, "HOME": str(cli.db.parent), "QVAX_NOW": at, "QVAX_OPERATOR": "ann", **more}


def _begin(cli: Cli, words: Sequence[object], **more: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "qvax_cli", "--db", str(cli.db), *map(str, words)]
    return subprocess.Popen(
        command, env=_environment(cli, **more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.mark.parametrize("command", ["offer", "poll"])
def test_a_real_command_killed_at_any_moment_is_finished_by_the_next_poll(command: str, place: Path) -> None:
    (place / "first").mkdir()
    evenings: dict[str, tuple[Callable[[Path], Cli], Sequence[object], Callable[[Cli], None]]] = {
        "offer": (_ready_to_offer, _OFFER, _after_an_offer),
        "poll": (_ready_to_poll, ["poll"], _after_a_poll),
    }
    prepared, words, check = evenings[command]
    cli = prepared(place / "first")
    with folder() as twins:
        began = time.monotonic()
        assert _begin(again(cli, twins / "whole"), words).wait(60) in (0, 5)
        whole = time.monotonic() - began
        dice = Random(command)
        for number in range(ROUNDS or 4):
            twin = again(cli, twins / str(number))
            run = _begin(twin, words)
            # Loading takes most of the time, and dying there is dull.
            time.sleep(whole * dice.uniform(0.4, 1.1))
            run.kill()
            run.wait(60)
            check(twin)


class _Server(smtp.Server):
    """A mail server that kills the sender over one of the messages that it takes."""

    def __init__(self, kill_at: int, pause: float) -> None:
        super().__init__()
        self.sender: subprocess.Popen[bytes] | None = None
        self.kill_at, self._pause = kill_at, pause

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        if len(self.taken) == self.kill_at and self.sender is not None:
            if self._pause:
                asyncio.get_running_loop().call_later(self._pause, self.sender.kill)
            else:
                self.sender.kill()
        return answer


@pytest.mark.parametrize("kill_at", [1, 2, 3])
def test_by_smtp_only_the_message_in_flight_at_the_kill_goes_twice_with_the_same_message_id(
    kill_at: int, place: Path
) -> None:
    dice = Random(kill_at)
    for number in range(1 + ROUNDS // 5):
        (place / str(number)).mkdir()
        cli = _ready_to_offer(place / str(number))
        # First before the sender can have heard that it was accepted, then at some moment after that.
        server = _Server(kill_at, pause=dice.uniform(0, 0.02) if number else 0)
        with smtp.serving(server):
            cli.environ |= {
                "QVAX_MAIL_HOST": "127.0.0.1",
                "QVAX_MAIL_PORT": str(server.port),
                "QVAX_MAIL_TLS": "none",
                "QVAX_MAIL_FROM": "Namur <reserve@example.org>",
            }
            server.sender = _begin(cli, _OFFER, **cli.environ)
            assert server.sender.wait(60) in (-signal.SIGKILL, 0 if number else -signal.SIGKILL)
            invariants.check(cli.database, cli.now)
            cli.now += 2 * _MINUTE
            cli("poll", code=None)
            invariants.check(cli.database, cli.now)
            assert cli.states() == {"P0": "sent", "P1": "undeliverable", "P2": "sent", "P3": "sent"}
            _nothing_is_left_to_do(cli)
            _at_most_one_twice(server.taken, kill_at, cli)


def _at_most_one_twice(taken: list[EmailMessage], in_flight: int, cli: Cli) -> None:
    ids = [str(mail["Message-ID"]) for mail in taken]
    codes = [str(mail["X-Qvax-Code"]) for mail in taken]
    assert len(set(ids)) == 3
    assert set(codes) == {code for name, code in cli.codes().items() if name != "P1"}
    twice = [one for one, count in Counter(ids).items() if count > 1]
    # Killed a moment later, it can be the one after that.
    assert twice in ([], [ids[in_flight - 1]], ids[in_flight : in_flight + 1])
    assert len(ids) <= 4
