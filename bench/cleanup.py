"""Target 5: the nightly cleanup of a country's list, with a coordinator at work beside it."""

import shutil
import sqlite3
import threading
import time
from pathlib import Path

from bench import lists
from bench.measure import QVAX, milliseconds, percentile, run, timed
from bench.report import Table
from qvax_cli.loop.answer import apply
from qvax_cli.rules.local_time import rfc3339
from qvax_cli.store import asked, open_database

_THEN = lists.evening(0) + 2 * 3600 + 900  # the first evening is over, the second begins
_ENV = {**lists.ENV, "QVAX_NOW": rfc3339(_THEN)}
_DAY = 24 * 3600


def measure(folder: Path, people: int) -> Table:
    """One cleanup: all of it, one bare DELETE, and the answers recorded meanwhile."""
    copy, other = folder / "cleanup.db", folder / "bare.db"
    shutil.copy(lists.one_center(folder, people), copy)
    silent = _let_some_be_silent(copy, people)
    run(QVAX, "--quiet", "--db", copy, "offer", "--center", "namur", "--doses", 200, env=_ENV)
    shutil.copy(copy, other)
    conn = sqlite3.connect(other)
    every, past = conn.execute("SELECT count(*), sum(ends_at <= ?) FROM windows", (_THEN,)).fetchone()
    conn.close()
    table = Table(
        "Cleanup",
        f"{past:,} past windows of {every:,}, {silent:,} people past their retention, in short transactions; answers "
        "are recorded beside it. The bare statements take away and add the same rows, an event for each person too, "
        "and keep everybody else out until they are done. The first of them alone leaves the index of the windows as "
        "it was.",
        ("What", "Time", "Ratio"),
    )
    answers: list[float] = []
    cleaning = threading.Thread(target=lambda: answers.append(-run(QVAX, "--db", copy, "cleanup", env=_ENV)))
    cleaning.start()
    beside = _answers(copy, cleaning)
    cleaning.join()
    ours, windows, rest = -answers[0], timed(lambda: _bare(other, _WINDOWS)), timed(lambda: _bare(other, *_REST))
    bare = windows + rest
    table.row("bare `DELETE` of the windows", milliseconds(windows), f"{windows / bare:.2f} ×")
    table.row(
        "bare `DELETE` of windows and their blocks, `UPDATE` of the people, `INSERT` of events",
        milliseconds(bare),
        "1.00 ×",
    )
    table.row("`qvax cleanup`", milliseconds(ours), table.ratio("cleanup of the bare statements", ours / bare, 3))
    table.row("`qvax cleanup`, of the `DELETE` of the windows alone", milliseconds(ours), f"{ours / windows:.2f} ×")
    if beside:
        slow = percentile(beside, 0.99)
        ratio = table.ratio("99th percentile of an answer beside it", slow * 1000, 250, "ms")
        table.row(f"an answer beside it ({len(beside)} of them), 99th percentile", milliseconds(slow), ratio)
    table.row("free space in the file afterwards, for what comes next", _free(copy), "")
    for path in (copy, other):
        path.unlink()
    return table


def _free(path: Path) -> str:
    conn = sqlite3.connect(path)
    pages, free = (conn.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "freelist_count"))
    conn.close()
    return f"{free * 4096 / 1e6:,.0f} of {pages * 4096 / 1e6:,.0f} MB"


def _let_some_be_silent(path: Path, people: int) -> int:
    conn = sqlite3.connect(path)
    step = max(1, people // 10_000)
    count = conn.execute(
        "UPDATE reservists SET seen_at = ?, registered_at = ? WHERE id % ? = 0",
        (_THEN - 200 * _DAY, _THEN - 200 * _DAY, step),
    ).rowcount
    conn.commit()
    conn.close()
    return count


#: Who is past the retention, and asked by nobody.
_SILENT = """SELECT id FROM reservists AS r WHERE seen_at < :now - 180 * 86400 AND NOT EXISTS (
                 SELECT 1 FROM invitations AS i WHERE i.reservist_id = r.id AND i.state IN ('queued', 'sent'))"""
_WINDOWS = "DELETE FROM windows WHERE ends_at <= :now"
_REST = (
    f"""DELETE FROM available
        WHERE (((block & 4294967295) + 1) << (block >> 32)) * 1800 <= :now OR reservist_id IN ({_SILENT})""",
    f"DELETE FROM windows WHERE reservist_id IN ({_SILENT})",
    f"""INSERT INTO events (id, at, operator, what, center_id, reservist_id, facts, hash)
        SELECT (SELECT max(id) FROM events) + row_number() OVER (ORDER BY id), :now, 'bench', 'erased after retention',
               center_id, id, 'state=erased', randomblob(32)
        FROM reservists WHERE id IN ({_SILENT})""",
    f"""UPDATE reservists SET state = 'erased', left_at = :now, number = NULL, first_name = NULL, last_name = NULL,
               birth_date = NULL, language = NULL, email = NULL, mobile = NULL, contact_name = NULL, salt = NULL
        WHERE id IN ({_SILENT})""",
)


def _bare(path: Path, *statements: str) -> None:
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA synchronous = FULL")
    for statement in statements:
        conn.execute(statement, {"now": _THEN})
        conn.commit()
    conn.close()


def _answers(path: Path, cleaning: threading.Thread) -> list[float]:
    """Seconds of each answer recorded while the cleanup runs, one every 20 ms: yes and no in turn, again and again."""
    db = open_database(path, "bench")
    codes = [one.invitation.code for one in asked.of_offer(db, 1) if one.invitation.state == "sent"]
    took: list[float] = []
    while cleaning.is_alive():
        code = codes[len(took) % len(codes)]
        took.append(timed(lambda code=code: _answer(db, code)))  # type: ignore[misc]
        time.sleep(0.02)
    db.close()
    return took


def _answer(db, code: str) -> None:  # type: ignore[no-untyped-def]
    with db.write():
        apply(db, asked.by_code(db, code), "yes", received_at=_THEN + 60, now=_THEN + 60)
