"""R39: what was changed stands though a later step fails, and it is said; for each command that hands over messages."""

import fcntl
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.channels.mail import smtp
from tests.channels.mail.conftest import Center
from tests.ports import free_ports

Words = list[str]


class Saboteur(smtp.Server):
    """A server that does something at the first recipient it is told of, while a command hands over."""

    does: Callable[[], None] | None = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if self.does is not None:
            self.does()
            self.does = None
        return await super().handle_RCPT(server, session, envelope, address, options)


def _offer(_: Center) -> Words:
    return ["offer", "--center", "namur", "--doses", "1"]


def _answered(center: Center, answer: str) -> str:
    center(*_offer(center))
    code = center.codes()["P0"]
    if answer:
        center("respond", code, answer)
    return code


def _respond(center: Center) -> Words:
    return ["respond", _answered(center, ""), "no"]


def _outcome(name: str) -> Callable[[Center], Words]:
    return lambda center: [name, _answered(center, "yes")]


def _undo(center: Center) -> Words:
    return ["undo", _answered(center, "yes")]


def _of_an_offer(*words: str) -> Callable[[Center], Words]:
    def made(center: Center) -> Words:
        _answered(center, "")
        return list(words)

    return made


def _no_has_come(name: str) -> Callable[[Center], Words]:
    def made(center: Center) -> Words:
        center.reply(_answered(center, ""), "Non merci")
        center.pass_minutes(1)
        return [name]

    return made


def _retry(center: Center) -> Words:
    server = center.sections["mail"]["port"]
    (closed,) = free_ports(1)
    center.configure("mail", port=closed)
    center(*_offer(center), code=5)
    center.configure("mail", port=server)
    return ["outbox", "retry"]


COMMANDS = {
    "offer": _offer,
    "respond": _respond,
    "cancel": _outcome("cancel"),
    "no-show": _outcome("no-show"),
    "vaccinated": _outcome("vaccinated"),
    "undo": _undo,
    "doses": _of_an_offer("doses", "1", "2"),
    "close": _of_an_offer("close", "1"),
    "forget": _of_an_offer("reservist", "forget", "1", "--yes"),
    "poll": _no_has_come("poll"),
    "cleanup": _no_has_come("cleanup"),
    "retry": _retry,
}


@contextmanager
def _lock_that_another_holds(center: Center, _: Saboteur) -> Iterator[str]:
    with Path(f"{center.db}-hand-over").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield "it will deliver this too"


@contextmanager
def _lock_that_cannot_be_made(center: Center, _: Saboteur) -> Iterator[str]:
    lock = Path(f"{center.db}-hand-over")
    lock.unlink(missing_ok=True)
    lock.symlink_to(center.db.parent / "nowhere" / "lock")
    yield "cannot be used"
    lock.unlink()


@contextmanager
def _spool_that_cannot_be_written(center: Center, _: Saboteur) -> Iterator[str]:
    center.sections.pop("mail")
    center.configure("policy", answer_minutes=30)
    shutil.rmtree(f"{center.db}-spool", ignore_errors=True)
    Path(f"{center.db}-spool").write_text("")
    yield "spool"


@contextmanager
def _server_that_is_gone(center: Center, _: Saboteur) -> Iterator[str]:
    (closed,) = free_ports(1)
    center.configure("mail", port=closed)
    yield "nothing answers at that port"


@contextmanager
def _server_that_dies(_: Center, server: Saboteur) -> Iterator[str]:
    server.cut = 100
    yield "mail: "
    server.cut = 0


@contextmanager
def _database_that_another_writes_to(center: Center, server: Saboteur) -> Iterator[str]:
    other = sqlite3.connect(center.db, isolation_level=None, check_same_thread=False)
    server.does = lambda: (other.execute("BEGIN IMMEDIATE"), None)[1]
    yield "stayed busy"
    other.close()


FAULTS = [
    _lock_that_another_holds,
    _lock_that_cannot_be_made,
    _spool_that_cannot_be_written,
    _server_that_is_gone,
    _server_that_dies,
    _database_that_another_writes_to,
]


@pytest.fixture
def saboteur(center: Center) -> Iterator[Saboteur]:
    with smtp.serving(Saboteur()) as server:
        assert isinstance(server, Saboteur)
        center.mail_by(server)
        center.people(4)
        yield server


def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qvax_cli.loop.hand_over._PATIENCE", 0.1)
    monkeypatch.setattr("qvax_cli.store.sqlite_failures.sleep", lambda _: None)


@pytest.mark.sqlite("another writes to the file meanwhile")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__.strip("_"))
@pytest.mark.parametrize("command", COMMANDS)
def test_b11_what_was_changed_stands_and_is_said_when_the_hand_over_fails(
    center: Center, saboteur: Saboteur, monkeypatch: pytest.MonkeyPatch, command: str, fault: Callable[..., Any]
) -> None:
    words = COMMANDS[command](center)
    _impatient(monkeypatch)
    before = center.json("log")["events"]
    with ExitStack() as stack:
        why = stack.enter_context(fault(center, saboteur))
        said = center(*words, code=5)
    assert "Not handed over yet" in said.err or "had done until then stands" in said.err
    assert why in said.err
    assert "nothing was changed" not in said.err.lower()
    assert "usage" not in said.err.lower()
    assert command == "retry" or len(center.json("log")["events"]) > len(before)


@pytest.mark.sqlite("another writes to the file meanwhile")
@pytest.mark.parametrize("command", COMMANDS)
def test_b11_a_script_reads_why_messages_wait(center: Center, saboteur: Saboteur, command: str) -> None:
    words = COMMANDS[command](center)
    with _server_that_is_gone(center, saboteur) as why:
        assert why in str(center.json(*words, code=5)["troubles"])


@pytest.mark.sqlite("another writes to the file meanwhile")
@pytest.mark.parametrize("command", COMMANDS)
def test_b11_what_was_changed_stands_though_the_database_is_lost_meanwhile(
    center: Center, saboteur: Saboteur, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    words = COMMANDS[command](center)
    _impatient(monkeypatch)

    other = sqlite3.connect(center.db, isolation_level=None, check_same_thread=False)
    saboteur.does = lambda: (other.execute("DROP TABLE invitations"), None)[1]
    said = center("--json", *words, code=5)
    other.close()
    if said.out:
        assert "does not answer as it should" in str(said.data["troubles"])
    else:
        assert said.error["code"] == "in_part"
        assert said.error["message"].startswith(f"what qvax {words[0]} had done until then stands, but the database")
        assert "nothing was changed" not in said.err


def test_cleanup_names_whom_nobody_will_tell_and_ends_with_5(center: Center, saboteur: Saboteur) -> None:
    center(*_offer(center))
    center.reply(center.codes()["P0"], "Oui")
    saboteur.says["p0"] = "550 5.1.1 no such user"
    center.pass_minutes(1)
    assert "no channel takes the confirmation for them. Phone them." in center("cleanup", code=5).err
