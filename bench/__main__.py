"""Runs every benchmark and writes docs/benchmarks.md: `python -m bench quick` or `full`."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench import audits, cleanup, growth, hands, imports, offers, server, server_lists, site, standby, startup
from bench.report import Table, page
from tests.postgresql.cluster import cluster, missing

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


class Size(NamedTuple):
    """How large the lists are; `times` is how often whole commands are run, `watchers` look on while answers are
    recorded, `evenings` are played for every entry of the tables of standby; `year` is how many offers are audited;
    `shared` is how many people, and rows of an import, there are on a server; the site is used for `site` seconds."""

    people: int
    rows: int
    growth: tuple[int, ...]
    times: int
    watchers: int
    evenings: int
    year: int
    shared: int
    site: float


SIZES = {
    "tiny": Size(5_000, 2_000, (500, 2_000), 1, 2, 4, 6, 5_000, 2),  # to try the benchmark itself
    "quick": Size(200_000, 100_000, (2_000, 20_000, 200_000), 7, 20, 50, 100, 20_000, 8),
    "full": Size(2_000_000, 1_000_000, (2_000, 20_000, 200_000, 2_000_000), 5, 100, 400, 300, 2_000_000, 45),
}


def main() -> None:
    """Takes the size from the command line."""
    name = sys.argv[1] if len(sys.argv) > 1 else "quick"
    size = SIZES[name]
    began = time.perf_counter()
    tables: list[Table] = []
    with TemporaryDirectory(prefix="qvax-bench-") as where:
        folder = Path(where)
        stages: tuple[tuple[str, Callable[[], Table]], ...] = (
            ("start-up", lambda: startup.measure(folder, size.times)),
            ("offers", lambda: offers.whole(folder, size.people, size.times)),
            ("selection", lambda: offers.selection(folder, size.people, size.times)),
            ("cleanup", lambda: cleanup.measure(folder, size.people)),
            ("many hands", lambda: hands.measure(folder, 200, 7, size.watchers)),
            ("imports", lambda: imports.measure(folder, size.rows, size.times)),
            ("growth", lambda: growth.measure(folder, size.growth, size.times)),
            ("the site", lambda: site.pages(folder, size.site)),
            ("what asking tells", lambda: site.asking(folder, min(100, round(8 * size.site)))),
            ("audit", lambda: audits.measure(folder, 20 * size.year, size.year, size.times)),
            ("settling", standby.speed),
            ("standby", lambda: standby.evenings(size.evenings)),
            ("standby in another world", lambda: standby.unlike(max(1, size.evenings // 4))),
        )
        for what, measure in stages:
            print(f"{time.perf_counter() - began:6.0f} s  {what}", file=sys.stderr, flush=True)
            tables.append(measure())
        print(f"{time.perf_counter() - began:6.0f} s  a server", file=sys.stderr, flush=True)
        tables += _on_a_server(folder, size)
    PAGE.write_text(page(tables, name, time.perf_counter() - began), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


def _on_a_server(folder: Path, size: Size) -> list[Table]:
    """What can be measured only where a server can be started."""
    if why := missing():
        return [Table("On a server of PostgreSQL", f"Not measured: {why}.", ())]
    times = min(3, size.times)
    with cluster(durable=True) as one:
        return [
            server.evening(one, folder, size.shared, 50, times),
            server.offer(one, folder, size.shared, size.times),
            server_lists.selection(one, folder, size.shared, size.times),
            server_lists.importing(one, folder, min(size.rows, size.shared), times),
        ]


if __name__ == "__main__":
    main()
