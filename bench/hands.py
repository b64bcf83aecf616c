"""Target 4: eight processes that record answers in one file, against a bare loop of the same statements."""

import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median

from bench import lists
from bench.measure import QVAX, at_once, environment, run
from bench.report import Table
from qvax_cli.loop.answer import apply
from qvax_cli.store import asked, open_database
from qvax_cli.store.server import Server

_PROCESSES = 8
_OFFERS = 100


def measure(folder: Path, answers: int, times: int, watchers: int) -> Table:
    """Answers a second, all hands together; then with a `--watch` on every offer beside them."""
    every = _PROCESSES * answers
    table = Table(
        "Many hands",
        f"{_PROCESSES} processes record {answers} answers each in one file, every answer a transaction of its own; the "
        "bare loop runs the statements of such a transaction (one read, three writes, one commit) and nothing else.",
        ("Who", "Answers a second", "Of the bare loop"),
    )
    base = _asked(folder, every)
    ours = median(_race(folder, base, answer, answers) for _ in range(times))
    bare = median(_race(folder, base, _bare, answers) for _ in range(times))
    table.ratio("time, of the bare loop's", ours / bare, 2)
    table.row("qvax", f"{every / ours:,.0f}", f"{bare / ours:.2f} ×")
    table.row("bare loop", f"{every / bare:,.0f}", "1.00 ×")
    watched = _race(folder, base, answer, answers, watchers)
    table.row(
        f"qvax, {watchers} `qvax poll --watch` beside it: no answer lost, nobody told to wait",
        f"{every / watched:,.0f}",
        f"{bare / watched:.2f} ×",
    )
    return table


def _asked(folder: Path, every: int) -> Path:
    """A database in which so many people have just been asked, by 100 offers over all centers."""
    path = folder / "asked.db"
    if not path.exists():
        run(QVAX, "--db", path, "init", "--sample", every * 8, env=lists.ENV)
        codes = _centers(path)
        for number in range(_OFFERS):
            code = codes[number % len(codes)]
            run(QVAX, "--quiet", "--db", path, "offer", "--center", code, "--doses", every // _OFFERS, env=lists.ENV)
    assert _live(path) == every, "too few people could be asked"
    return path


def _centers(path: Path) -> list[str]:
    db = open_database(path, "bench")
    codes = [row["code"] for row in db.all("SELECT code FROM centers WHERE takes_part = 1 ORDER BY code")]
    db.close()
    return codes


@contextmanager
def _watching(path: Path, count: int) -> Iterator[None]:
    """So many people stay and look, each at the offers of a center."""
    codes = (_centers(path) * count)[:count]
    words = [[QVAX, "--db", str(path), "poll", "--watch", "--center", code] for code in codes]
    environ = environment(lists.ENV)
    quiet = subprocess.DEVNULL
    watchers = [subprocess.Popen(one, env=environ, stdout=quiet, stderr=quiet) for one in words]
    try:
        time.sleep(count / 5)  # until they have all begun
        yield
        assert all(one.poll() is None for one in watchers), "somebody who watched was told that the database is busy"
    finally:
        for one in watchers:
            one.kill()
            one.wait()


def _live(path: Path) -> int:
    conn = sqlite3.connect(path)
    count = int(conn.execute("SELECT count(*) FROM invitations WHERE state = 'sent'").fetchone()[0])
    conn.close()
    return count


def _race(folder: Path, base: Path, work: Callable[..., None], answers: int, watchers: int = 0) -> float:
    copy = folder / "hands.db"
    shutil.copy(base, copy)
    conn = sqlite3.connect(copy)
    conn.execute("PRAGMA journal_mode = WAL")
    codes = [row[0] for row in conn.execute("SELECT code FROM invitations WHERE state = 'sent' ORDER BY id")]
    conn.close()
    with _watching(copy, watchers) if watchers else nullcontext():
        took = at_once(work, copy, [codes[n::_PROCESSES][:answers] for n in range(_PROCESSES)])
    conn = sqlite3.connect(copy)
    (done,) = conn.execute(
        "SELECT count(*) FROM invitations WHERE state <> 'sent' AND answered_at IS NOT NULL"
    ).fetchone()
    conn.close()
    assert done == _PROCESSES * answers, "an answer was lost"
    return took


def answer(place: Path | Server, codes: list[str], start: Barrier) -> None:
    """One of the processes: each of its answers is a transaction."""
    db = open_database(place, "bench")
    start.wait()
    for number, code in enumerate(codes):
        with db.write():
            one = asked.by_code(db, code)
            apply(db, one, "yes" if number % 2 else "no", received_at=lists.NOW + 60, now=lists.NOW + 60)
    db.close()


def _begin(conn: sqlite3.Connection) -> None:
    """Waits for the lock as we do: SQLite's own way would make the bare loop the slower one."""
    for _ in range(10_000):
        try:
            conn.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError:
            time.sleep(0.003)


def _bare(path: Path, codes: list[str], start: Barrier) -> None:
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA synchronous = FULL")  # reads the file, which the others are opening
    conn.execute("PRAGMA busy_timeout = 0")
    start.wait()
    for code in codes:
        _begin(conn)
        (number,) = conn.execute("SELECT id FROM invitations WHERE code = ?", (code,)).fetchone()
        conn.execute("UPDATE invitations SET state = 'confirmed', answered_at = ? WHERE id = ?", (lists.NOW, number))
        conn.execute(
            """INSERT INTO messages (invitation_id, kind, channel, created_at, next_try_at, not_after)
               VALUES (?, 'confirmation', 'mail', 0, 0, 0)""",
            (number,),
        )
        conn.execute("""INSERT INTO events (id, at, operator, what, hash)
               SELECT coalesce(max(id), 0) + 1, 0, 'bench', 'confirmed', zeroblob(32) FROM events""")
        conn.execute("COMMIT")
    conn.close()
