"""Long files: read by a process beside, killed in the middle, all or nothing, and beside other commands."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from qvax_cli.imports import read_ahead as reading_ahead
from qvax_cli.registrations.columns import COLUMNS
from qvax_cli.sample.people import people
from tests.conftest import Cli
from tests.races.invariants import check

CENTERS = [("namur", "fr"), ("liege", "fr"), ("gent", "nl"), ("eupen", "de")]


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """50,000 people; every thousandth line is wrong."""
    file = tmp_path_factory.mktemp("long") / "people.csv"
    with file.open("w") as out:
        print(*COLUMNS, sep=";", file=out)
        for number, person in enumerate(people(50_000, 3, CENTERS, date(2021, 4, 6))):
            person["available"] = "" if number % 3 else "tomorrow 17:00-20:00"
            if number % 1000 == 7:
                person["email"] = "nobody"
            print(*person.values(), sep=";", file=out)
    return file


def _count(db: Path, table: str = "reservists") -> int:
    with closing(sqlite3.connect(db, timeout=30)) as conn:
        return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@contextmanager
def _locked(db: Path) -> Iterator[None]:
    """Somebody else is writing, and does not come to an end."""
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def test_a_long_file_goes_in_whole_with_every_reject_on_its_line(cli: Cli, long_file: Path, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    report = cli.json("import", long_file, "--rejects", rejects, code=5)
    assert (report["rows"], report["added"], report["rejected"]) == (50_000, 49_950, 50)
    assert [one["line"] for one in report["rejects"]] == [number * 1000 + 9 for number in range(50)]
    assert len(rejects.read_text("utf-8-sig").splitlines()) == 51
    check(cli.db, cli.now)
    with _locked(cli.db):  # nothing differs, so nothing is waited for
        again = cli.json("import", long_file, code=5)
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 49_950)


def test_an_import_that_is_killed_leaves_whole_batches_and_the_next_run_goes_on(cli: Cli, long_file: Path) -> None:
    words = [sys.executable, "-m", "qvax_cli", "--db", str(cli.db), "import", str(long_file)]
    environ = {**os.environ, "QVAX_NOW": "2021-04-06T17:40"}
    running = subprocess.Popen(words, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not _count(cli.db) and running.poll() is None:
        time.sleep(0.002)
    running.send_signal(signal.SIGKILL)
    running.wait()
    there = _count(cli.db)
    assert there % 500 in (0, *range(450, 500))  # whole portions, but for their rejected rows
    check(cli.db, cli.now)
    report = cli.json("import", long_file, code=5)
    assert (report["added"], report["unchanged"]) == (49_950 - there, there)
    check(cli.db, cli.now)


def test_strict_with_a_bad_file_never_takes_the_write_lock(cli: Cli, long_file: Path) -> None:
    with _locked(cli.db):
        cli("import", long_file, "--strict", code=4)
    assert _count(cli.db) == 0


def test_strict_from_a_pipe_is_all_or_nothing_too(cli: Cli, long_file: Path) -> None:
    cli("import", "-", "--strict", code=4, stdin=long_file.read_text())
    assert _count(cli.db) == _count(cli.db, "available") == 0


def test_made_up_people_are_put_on_a_new_list(tmp_path: Path) -> None:
    machine = Cli(tmp_path)
    made = machine.json("init", "--sample", 3_000)
    assert made["people"] == _count(machine.db) == 3_000
    check(machine.db, machine.now)
    assert len(machine.json("offer", "--center", "namur", "--doses", 3)["invited"]) == 3
    assert len({one["center"] for one in machine.json("reservist", "list")["reservists"]}) > 90


def test_items_come_in_order_whoever_makes_them() -> None:
    assert list(reading_ahead.ahead(iter(range(1000)), 3)) == list(range(1000))
    assert list(reading_ahead.ahead(iter(range(3)), 3)) == [0, 1, 2]


def test_items_after_the_first_are_made_by_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "_processors", lambda: 2)
    makers = list(reading_ahead.ahead((os.getpid() for _ in range(10)), 4))
    assert set(makers[:5]) == {os.getpid()}
    assert len(set(makers[5:])) == 1
    assert os.getpid() not in makers[5:]
    monkeypatch.setattr(reading_ahead, "_processors", lambda: 1)
    assert set(reading_ahead.ahead((os.getpid() for _ in range(10)), 4)) == {os.getpid()}


def test_what_goes_wrong_in_the_other_process_is_raised_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "_processors", lambda: 2)

    def failing(error: Exception) -> Iterator[int]:
        yield from range(5)
        raise error

    with pytest.raises(LookupError, match="gone"):
        list(reading_ahead.ahead(failing(LookupError("gone")), 1))
    with pytest.raises(RuntimeError, match="met _Unsendable"):
        list(reading_ahead.ahead(failing(_Unsendable(lambda: None)), 1))


class _Unsendable(Exception):
    """Holds what cannot be pickled."""


def test_a_process_that_dies_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "_processors", lambda: 2)
    mine = os.getpid()

    def dying() -> Iterator[int]:
        for number in range(50):
            if number == 20 and os.getpid() != mine:
                os.kill(os.getpid(), signal.SIGKILL)
            yield number

    with pytest.raises(RuntimeError, match="has died"):
        list(reading_ahead.ahead(dying(), 1))


def test_whoever_stops_listening_ends_the_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "_processors", lambda: 2)
    endless = reading_ahead.ahead((os.getpid() for _ in iter(int, 1)), 1)
    other = [next(endless) for _ in range(100)][-1]
    endless.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)
