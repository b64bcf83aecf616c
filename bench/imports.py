"""Target 3: a country's list as a Belgian spreadsheet writes it, against `sqlite3 .import` of the same file."""

import csv
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench import lists
from bench.measure import QVAX, in_turn, megabytes, milliseconds, percentile, run, timed
from bench.report import Table
from qvax_cli.sample.people import people

_COLUMNS = "niss;last_name;first_name;birth_date;email;mobile;contact_name;language;center;available"
#: Every kind of error that one value can have, and which value.
_SPOILT: tuple[tuple[str, str], ...] = (
    ("niss", "85.07.30-033.29"), ("niss", "8,5073E+10"), ("niss", "54.02.30-101.50"), ("niss", ""),
    ("last_name", ""), ("first_name", "a\u0007b"), ("birth_date", "30/02/1958"), ("birth_date", "01/01/1900"),
    ("email", "a@"), ("mobile", "04 223 45 67"), ("language", "pt"), ("center", "atlantis"),
    ("available", "today 18:00-18:10"), ("available", "some day"),
)  # fmt: skip


def measure(folder: Path, rows: int, times: int) -> Table:
    """First and second import of one file, with and without windows, their memory, and an offer beside it."""
    table = Table(
        "Import",
        f"{rows:,} rows with semicolons, dotted numbers, spaced phones, dd/mm/yyyy and 1 % bad rows of every "
        "kind; every check of the rules, durable commits. Beside it `sqlite3 .import` of the same file into "
        "one table with the same indexes: one on the numbers, and for the file with windows another on center"
        " and birth date, for what the windows are searched by. Its windows are one text, ours rows that can "
        "be searched: the limit is for the file without. `.import`, tuned, has our journal and cache instead "
        "of its defaults.",
        ("File", "First import", "Rows a second", "`.import`", "Ratio", "`.import`, tuned", "Ratio", "Second import"),
    )
    for windows in (False, True):
        file = written(folder, rows, windows=windows)
        first, second, peer, tuned = in_turn(times, *_actions(folder, file, windows=windows))
        name = "with windows" if windows else "without windows"
        ratio = f"{first / peer:.2f} ×"
        if not windows:
            ratio = table.ratio("first import of `.import`", first / peer, 3)
        table.ratio(f"second import of the first, {name}", second / first, 1.1)
        both = (milliseconds(peer), ratio, milliseconds(tuned), f"{first / tuned:.2f} ×")
        table.row(name, milliseconds(first), f"{rows / first:,.0f}", *both, milliseconds(second))
    shutil.rmtree(folder / "import")
    run(QVAX, "--db", folder / "import" / "q.db", "init", env=lists.ENV)
    peak = megabytes(QVAX, "--quiet", "--db", folder / "import" / "q.db", "import", file, env=lists.ENV)
    table.ratio("memory of an import, all its processes", peak, 200, "MB")
    table.ratio("an offer beside an import, the slowest", _beside(folder, file), 0.5 + _alone(folder), "s")
    return table


def _actions(folder: Path, file: Path, *, windows: bool) -> tuple[Callable[[], float], ...]:
    ours, theirs = folder / "import", folder / "peer.db"

    def first() -> float:
        shutil.rmtree(ours, ignore_errors=True)
        run(QVAX, "--db", ours / "q.db", "init", env=lists.ENV)
        return second()

    def second() -> float:
        return run(QVAX, "--quiet", "--db", ours / "q.db", "import", file, env=lists.ENV)

    def peer(*pragmas: str) -> float:
        for left in folder.glob("peer.db*"):
            left.unlink()
        conn = sqlite3.connect(theirs)
        conn.execute(f"CREATE TABLE t ({_COLUMNS.replace(';', ' TEXT, ')} TEXT)")
        conn.execute("CREATE INDEX a ON t (niss)")
        if windows:
            conn.execute("CREATE INDEX b ON t (center, birth_date)")
        conn.close()
        return timed(lambda: _import_elsewhere(theirs, file, pragmas))

    return first, second, peer, lambda: peer("journal_mode = WAL", "cache_size = -65536")


def _import_elsewhere(database: Path, file: Path, pragmas: tuple[str, ...]) -> None:
    """`sqlite3 .import`, or, where that program is not installed, the same by Python's module."""
    if shutil.which("sqlite3"):
        settings = "".join(f"PRAGMA {pragma};\n" for pragma in pragmas)
        script = f"{settings}.mode csv\n.separator ;\n.import --skip 1 {file} t\n"
        subprocess.run(["sqlite3", str(database)], input=script.encode(), check=True, stdout=subprocess.DEVNULL)
        return
    conn = sqlite3.connect(database)
    for pragma in pragmas:
        conn.execute(f"PRAGMA {pragma}")
    with conn, file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter=";")
        next(rows)
        conn.executemany(f"INSERT INTO t VALUES ({', '.join('?' * 10)})", rows)
    conn.close()


def written(folder: Path, rows: int, *, windows: bool) -> Path:
    """A list of so many rows, one in a hundred of them bad."""
    file = folder / f"{rows}-{'with' if windows else 'without'}.csv"
    if not file.exists():
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, delimiter=";")
            writer.writerow(_COLUMNS.split(";"))
            for number, person in enumerate(people(rows)):
                person["birth_date"] = date.fromisoformat(person["birth_date"]).strftime("%d/%m/%Y")
                person["available"] = person["available"] if windows else ""
                if number % 100 == 99:
                    field, value = _SPOILT[number // 100 % len(_SPOILT)]
                    person[field] = value
                writer.writerow(person.values())
    return file


def _alone(folder: Path) -> float:
    """What the same offers take with nothing beside them."""
    return max(_offer(folder / "import" / "q.db") for _ in range(3))


def _beside(folder: Path, file: Path) -> float:
    """The slowest of many offers made while the file is imported once more into a new database."""
    shutil.rmtree(folder / "import")
    database = folder / "import" / "q.db"
    run(QVAX, "--db", database, "init", env=lists.ENV)
    importing = threading.Thread(
        target=run, args=(QVAX, "--quiet", "--db", database, "import", file), kwargs={"env": lists.ENV}
    )
    importing.start()
    time.sleep(0.5)
    took = []
    while importing.is_alive():
        took.append(_offer(database))
    importing.join()
    return percentile(took, 1) if took else 0.0


def _offer(database: Path) -> float:
    return run(QVAX, "--db", database, "offer", "--center", "liege", "--doses", 1, env=lists.ENV)
