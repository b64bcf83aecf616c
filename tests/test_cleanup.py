"""R38, R39: what the nightly upkeep meets that is held, read-only or in the way, and how it ends then."""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from qvax_cli.context import Qvax
from tests.conftest import Cli

DAY = 24 * 60


@contextmanager
def _lock_of_the_hand_over_held(cli: Cli) -> Iterator[str]:
    another = Qvax(db=cli.database, operator="ann", now=lambda: cli.now, environ=cli.environ)
    with closing(another), another.db.alone("hand-over"):
        yield "another qvax is handing over"


@contextmanager
def _spool_held(cli: Cli) -> Iterator[str]:
    folder = os.open(f"{cli.db}-spool", os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    yield "another process holds the spool"
    os.close(folder)


@contextmanager
def _spool_in_the_way(cli: Cli) -> Iterator[str]:
    spool = Path(f"{cli.db}-spool")
    spool.rename(f"{spool}.old")
    spool.write_text("")
    yield "the spool"


@contextmanager
def _answers_that_cannot_be_put_away(cli: Cli) -> Iterator[str]:
    Path(f"{cli.db}-inbox/.done").write_text("")
    yield "cannot be changed"


@contextmanager
def _a_kept_mail_that_nobody_can_delete(cli: Cli) -> Iterator[str]:
    cli.pass_minutes(365 * 20 * DAY)  # the files of the system are of today
    for part in Path(f"{cli.db}-spool").iterdir():
        if part.name == "tmp":
            part.rmdir()
            part.symlink_to("/proc/self/ns")
    yield "is past its time and could not be deleted"


SITUATIONS = [
    _lock_of_the_hand_over_held,
    _spool_held,
    _spool_in_the_way,
    _answers_that_cannot_be_put_away,
    _a_kept_mail_that_nobody_can_delete,
]


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.__name__.strip("_"))
def test_what_could_not_be_done_in_full_ends_with_5_and_says_why(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, situation: Callable[..., Any]
) -> None:
    monkeypatch.setattr("qvax_cli.loop.hand_over._PATIENCE", 0.1)
    monkeypatch.setattr("qvax_cli.channels.mail.maildir_spool._PATIENCE", 0.1)
    cli.people(4)
    cli("offer", "--center", "namur", "--doses", 2)
    cli.reply(cli.codes()["P0"], "Non merci")
    cli.pass_minutes(1)
    with situation(cli) as why:
        done = cli("cleanup", "--quiet", code=5)
        assert why in done.err
        assert "Offers closed" in done.out
        cli.pass_minutes(1)
        assert why in str(cli.json("cleanup", code=5)["troubles"])


def test_a_file_that_cannot_be_deleted_keeps_no_other_one(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    cli.reply(cli.codes()["P0"], "Non merci")
    cli("poll")
    (answered,) = Path(f"{cli.db}-inbox/.done").rglob("*.test*")
    os.utime(answered, (cli.now, cli.now))
    with _a_kept_mail_that_nobody_can_delete(cli):
        cli("cleanup", code=5)
    assert not answered.exists()


@pytest.mark.sqlite("another reads the file meanwhile")
def test_a_database_that_another_reads_is_cleaned_up_and_said_not_to_be_wiped(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qvax_cli.store.sqlite import SQLite

    wipe = SQLite.wipe
    monkeypatch.setattr(SQLite, "wipe", lambda db: wipe(db, patience=0.01))
    cli.people(1)
    cli.pass_minutes(10 * DAY)
    with closing(sqlite3.connect(cli.db, isolation_level=None)) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM events").fetchall()
        done = cli("cleanup", code=5)
    assert "Past windows dropped" in done.out
    assert "its traces are still in the files" in done.err


@pytest.mark.sqlite("another writes to the file meanwhile")
def test_a_database_that_another_holds_is_left_as_it_was(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qvax_cli.store.sqlite_failures.sleep", lambda _: None)
    cli.people(1)
    cli.pass_minutes(10 * DAY)
    with closing(sqlite3.connect(cli.db, isolation_level=None)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        assert "stayed busy" in cli("cleanup", code=6).err
    assert cli.json("cleanup")["windows"] == 1


def test_with_nothing_in_the_way_it_ends_with_0_beside_a_lock_that_it_does_not_need(cli: Cli) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    with _lock_of_the_hand_over_held(cli):
        cli("cleanup")
