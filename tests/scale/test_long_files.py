"""Long files: read by a process beside, killed in the middle, all or nothing, and beside other commands."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from qvax_cli.imports import read_ahead
from qvax_cli.imports.portions import Portion
from qvax_cli.imports.run import LONG
from qvax_cli.registrations.columns import COLUMNS
from qvax_cli.sample.people import people
from qvax_cli.store import open_database
from tests.conftest import Cli
from tests.databases import opened
from tests.races.invariants import check

CENTERS = [("namur", "fr"), ("liege", "fr"), ("gent", "nl"), ("eupen", "de")]

ROWS = 20_000
RIGHT = ROWS - ROWS // 1000


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three batches of people; every thousandth line is wrong."""
    file = tmp_path_factory.mktemp("long") / "people.csv"
    with file.open("w") as out:
        print(*COLUMNS, sep=";", file=out)
        for number, person in enumerate(people(ROWS, 3, CENTERS, date(2021, 4, 6))):
            person["available"] = "" if number % 3 else "tomorrow 17:00-20:00"
            if number % 1000 == 7:
                person["email"] = "nobody"
            print(*person.values(), sep=";", file=out)
    assert file.stat().st_size > LONG, "not long enough to be read ahead"
    return file


def _count(cli: Cli, table: str = "reservists") -> int:
    with opened(cli.database) as conn:
        return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@contextmanager
def _locked(cli: Cli) -> Iterator[None]:
    """Somebody else is writing, and does not come to an end."""
    with closing(open_database(cli.database, "bea")) as other, other.write():
        yield


def test_a_long_file_goes_in_whole_with_every_reject_on_its_line(cli: Cli, long_file: Path, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    report = cli.json("import", long_file, "--rejects", rejects, code=5)
    assert (report["rows"], report["added"], report["rejected"]) == (ROWS, RIGHT, ROWS - RIGHT)
    assert [one["line"] for one in report["rejects"]] == [number * 1000 + 9 for number in range(ROWS - RIGHT)]
    assert len(rejects.read_text("utf-8-sig").splitlines()) == 1 + ROWS - RIGHT
    check(cli.database, cli.now)
    with _locked(cli):  # nothing differs, so nothing is waited for
        again = cli.json("import", long_file, code=5)
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, RIGHT)


def test_an_import_that_is_killed_leaves_whole_batches_and_the_next_run_goes_on(cli: Cli, long_file: Path) -> None:
    words = [sys.executable, "-m", "qvax_cli", "--db", str(cli.database), "import", str(long_file)]
    environ = {**os.environ, "QVAX_NOW": "2021-04-06T17:40"}
    running = subprocess.Popen(words, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not _count(cli) and running.poll() is None:
        time.sleep(0.002)
    running.send_signal(signal.SIGKILL)
    running.wait()
    there = _count(cli)
    assert there % 500 in (0, *range(450, 500))  # whole portions, but for their rejected rows
    check(cli.database, cli.now)
    report = cli.json("import", long_file, code=5)
    assert (report["added"], report["unchanged"]) == (RIGHT - there, there)
    check(cli.database, cli.now)


def test_strict_with_a_bad_file_never_takes_the_write_lock(cli: Cli, long_file: Path) -> None:
    with _locked(cli):
        cli("import", long_file, "--strict", code=4)
    assert _count(cli) == 0


def test_strict_from_a_pipe_is_all_or_nothing_too(cli: Cli, long_file: Path) -> None:
    cli("import", "-", "--strict", code=4, stdin=long_file.read_text())
    assert _count(cli) == _count(cli, "available") == 0


def test_made_up_people_are_put_on_a_new_list(tmp_path: Path) -> None:
    machine = Cli(tmp_path)
    made = machine.json("init", "--sample", 3_000)
    assert made["people"] == _count(machine) == 3_000
    check(machine.database, machine.now)
    assert len(machine.json("offer", "--center", "namur", "--doses", 3)["invited"]) == 3
    assert len({one["center"] for one in machine.json("reservist", "list")["reservists"]}) > 90


def made(count: int, die_at: int = -1) -> Iterator[Portion]:
    """Portions that tell which process made them; the next one dies where that is asked for."""
    for number in range(count):
        if number == die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        yield Portion(number, [], [], os.getpid(), 0, [], 0)


def failing(error: Exception) -> Iterator[Portion]:
    yield from made(5)
    raise error


class Unsendable(Exception):
    """Holds what cannot be pickled."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.held = lambda: word


def unsendable() -> Iterator[Portion]:
    return failing(Unsendable("x"))


def test_a_long_list_is_read_by_another_process_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_ahead, "_processors", lambda: 2)
    with read_ahead.ahead(partial(made, 1000), long=True) as portions:
        found = list(portions)
    assert [portion.rows for portion in found] == list(range(1000))
    assert len({portion.taken for portion in found} - {os.getpid()}) == 1


@pytest.mark.parametrize(("processors", "long"), [(2, False), (1, True)])
def test_a_short_list_and_any_list_on_one_processor_is_read_by_this_process(
    monkeypatch: pytest.MonkeyPatch, processors: int, long: bool
) -> None:
    monkeypatch.setattr(read_ahead, "_processors", lambda: processors)
    with read_ahead.ahead(partial(made, 10), long=long) as portions:
        assert {portion.taken for portion in portions} == {os.getpid()}


@pytest.mark.parametrize(
    ("make", "kind", "words"),
    [
        (partial(failing, LookupError("gone")), LookupError, "gone"),
        (unsendable, RuntimeError, "met Unsendable"),
        (partial(made, 50, 20), RuntimeError, "has died"),
    ],
)
def test_what_goes_wrong_in_the_other_process_is_raised_in_this_one(
    monkeypatch: pytest.MonkeyPatch, make: Callable[[], Iterator[Portion]], kind: type[Exception], words: str
) -> None:
    monkeypatch.setattr(read_ahead, "_processors", lambda: 2)
    with read_ahead.ahead(make, long=True) as portions, pytest.raises(kind, match=words):
        list(portions)


def test_whoever_stops_listening_ends_the_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_ahead, "_processors", lambda: 2)
    with read_ahead.ahead(partial(made, 10**9), long=True) as portions:
        other = [next(portions).taken for _ in range(100)][-1]
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)


def test_nothing_is_imported_from_the_folder_where_the_import_runs(
    cli: Cli, long_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    for module in ("csv", "pickle", "phonenumbers"):
        (folder / f"{module}.py").write_text("raise SystemExit('taken from the folder of the lists')\n")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(read_ahead, "_processors", lambda: 2)
    assert cli.json("import", long_file, "--dry-run", code=5)["added"] == RIGHT


def test_people_who_come_twice_far_apart_count_once_with_their_last_row(cli: Cli, tmp_path: Path) -> None:
    rows = [list(person.values()) for person in people(20_000, 5, CENTERS, date(2021, 4, 6))]
    again = [[*row[:4], "again@example.org", *row[5:]] for row in rows[:3]]
    file = tmp_path / "twice.csv"
    with file.open("w") as out:
        print(*COLUMNS, sep=";", file=out)
        for row in [*rows, *again]:
            print(*row, sep=";", file=out)
    report = cli.json("import", file)
    assert (report["added"], report["updated"], report["unchanged"], report["passed_over"]) == (20_000, 0, 3, 3)
    assert "3 people come more than once with different data" in report["notices"][0]
    assert "line 2 and line 20002" in report["notices"][0]
    again_in = cli.json("import", file)
    assert (again_in["added"], again_in["updated"]) == (0, 0)
