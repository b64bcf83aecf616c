"""Target 2: an offer among millions, and selection where people are hard to find."""

import shutil
from itertools import islice
from pathlib import Path
from statistics import median

from bench import lists, peers
from bench.measure import QVAX, in_turn, milliseconds, run, timed
from bench.report import Table
from qvax_cli.loop.candidates import candidates
from qvax_cli.store import centers
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer
from qvax_cli.store.sqlite_files import open_file


def whole(folder: Path, people: int, times: int) -> Table:
    """`qvax offer` in a country's list against the same in a small one."""
    table = Table(
        "An offer in a country's list",
        f"A whole `qvax offer --doses 3` among {people:,} people in 98 centers, against the same among 2,000 in one.",
        ("List", "Median", "Ratio"),
    )

    def offer(path: Path) -> float:
        return run(QVAX, "--db", path, "offer", "--center", "namur", "--doses", 3, env=lists.ENV)

    copies = [folder / "offer-small.db", folder / "offer-large.db"]
    for copy, base in zip(copies, (lists.one_center(folder, 2_000), lists.spread(folder, people)), strict=True):
        shutil.copy(base, copy)
    small, large = in_turn(times, *(lambda path=path: offer(path) for path in copies))
    for copy in copies:
        copy.unlink()
    table.row("2,000 in one center", milliseconds(small), "1.00 ×")
    table.row(f"{people:,} in 98 centers", milliseconds(large), table.ratio("offer among all", large / small, 1.25))
    return table


def selection(folder: Path, people: int, times: int) -> Table:
    """The first 3, 30 and 300 candidates of one center that holds everybody."""
    table = Table(
        "Selection in one center",
        f"In process, one center of {people:,} people with five windows each on average; others can come, but not "
        "then. `ORDER BY` is the query that one writes without our index of blocks, on the same database.",
        ("Who can come", "3 people", "30 people", "300 people", "plain `ORDER BY`, 30", *peers.names()),
    )
    db = open_file(lists.one_center(folder, people), "bench")
    frame = peers.load(db)
    worst = 0.0
    for which, share in enumerate((*lists.SHARES, *lists.SHARES)):
        who = f"{share:.2%}, {'anybody' if which < len(lists.SHARES) else 'only the youngest'}"
        offer = offer_at(db, lists.evening(which))
        found = [median(select(db, offer, n) for _ in range(times)) for n in (3, 30, 300)]
        worst = max(worst, *found)
        others = peers.times(db, frame, offer, times=max(1, times // 3))
        table.row(who, *map(milliseconds, found), *map(milliseconds, others))
    table.ratio("the slowest selection", worst * 1000, 100, "ms")
    db.close()
    return table


def offer_at(db: Database, start: int) -> Offer:
    """A large offer of Namur that begins then."""
    center = centers.get(db, "namur").id
    return Offer(
        id=0, center_id=center, doses=200, confirmed=0, pending=0, standby=0, state="open", opened_at=lists.NOW,
        from_at=start, until_at=start + 7200, vaccine=None, lot=None, min_age=None, max_age=None, policy="strict",
        surplus=None, answer_seconds=1800, overlap_seconds=900, last_call_seconds=600,
    )  # fmt: skip


def select(db: Database, offer: Offer, count: int) -> float:
    """The seconds until so many candidates are found."""
    with db.read():
        return timed(lambda: list(islice(candidates(db, offer, now=lists.NOW), count)))
