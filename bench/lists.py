"""Made-up lists of any size, seeded: the same people at every run."""

import sqlite3
from datetime import date
from pathlib import Path
from random import Random

from bench.measure import QVAX, run
from qvax_cli.rules.blocks import cover
from qvax_cli.rules.local_time import Instant, parse_moment
from qvax_cli.rules.rank import rank
from qvax_cli.store.sqlite import SQLite
from qvax_cli.store.sqlite_files import open_file

NOW_TEXT = "2021-04-06T17:40"
NOW = parse_moment(NOW_TEXT, 0, "now")
ENV = {"QVAX_NOW": NOW_TEXT, "HOME": "/nonexistent", "QVAX_OPERATOR": "bench"}
_HOUR, _DAY = 3600, 24 * 3600
#: Shares of a center's people who can come, each on an evening of its own: first anybody, then only the youngest.
SHARES = (0.5, 0.05, 0.005, 0.0005)


def evening(which: int) -> Instant:
    """When the evening begins on which share number `which` (of 0..7) can come."""
    return NOW - 40 * 60 + _HOUR + (which % 4) * _DAY + (which // 4) * 3 * _HOUR


def spread(folder: Path, people: int) -> Path:
    """A database of so many sample people over all centers."""
    path = folder / f"spread-{people}.db"
    if not path.exists():
        run(QVAX, "--db", path, "init", "--sample", people, env=ENV)
    return path


def one_center(folder: Path, people: int) -> Path:
    """A database with all people in Namur and five windows each on average: everybody at times when nothing is offered,
    and on each of eight evenings a share of them."""
    path = folder / f"one-{people}.db"
    if not path.exists():
        run(QVAX, "--db", path, "init", env=ENV)
        db = open_file(path, "bench")
        _fill(db, people)
        db.close()
    return path


def _fill(db: SQLite, people: int) -> None:
    random = Random(2021)
    center = db.number("SELECT id FROM centers WHERE code = 'namur'")
    first, last = date(1925, 1, 1).toordinal(), date(2002, 1, 1).toordinal()
    db.expect_many_rows()
    with db.write():
        blocks: list[tuple[int, int, int, int]] = []
        for number in range(people):
            # By age: who is among the youngest is known while the list is made.
            birth = date.fromordinal(first + (last - first) * number // people)
            lot = random.getrandbits(32)
            reservist = number + 1
            _person(db.conn, reservist, center, birth, lot, number)
            windows = _windows(random, number / people)
            db.conn.executemany(
                "INSERT INTO windows (reservist_id, starts_at, ends_at) VALUES (?, ?, ?)",
                [(reservist, start, end) for start, end in windows],
            )
            place = rank(birth, lot)
            blocks += [(center, block, place, reservist) for block in cover(windows)]
        blocks.sort()
        db.conn.executemany("INSERT INTO available VALUES (?, ?, ?, ?)", blocks)
    db.conn.execute("ANALYZE")
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _person(conn: sqlite3.Connection, reservist: int, center: int, birth: date, lot: int, number: int) -> None:
    conn.execute(
        """INSERT INTO reservists (id, state, center_id, number, first_name, last_name, birth_date, language, email,
                                   lot, registered_at, seen_at)
           VALUES (?, 'listed', ?, ?, 'Ann', 'Peeters', ?, 'fr', 'ann@example.org', ?, ?, ?)""",
        (reservist, center, f"{number:011d}", birth.isoformat(), lot, NOW, NOW),
    )


def _windows(random: Random, age_rank: float) -> list[tuple[Instant, Instant]]:
    """In order of time and apart: mornings for everybody, evenings for the shares."""
    found = [
        (start, start + 3 * _HOUR)
        for day in random.sample(range(1, 7), 4)
        for start in [NOW - 40 * 60 - 9 * _HOUR + day * _DAY]
    ]
    for which, share in enumerate((*SHARES, *SHARES)):
        chosen = random.random() < share if which < len(SHARES) else age_rank >= 1 - share
        if chosen:
            found.append((evening(which), evening(which) + 2 * _HOUR))
    return sorted(found)
