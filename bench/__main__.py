"""Runs every benchmark and writes docs/benchmarks.md: `python -m bench quick` or `full`."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench import audits, cleanup, growth, hands, imports, offers, server, server_lists, site, standby, startup
from bench.report import Table, page, section
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
    """Takes the size from the command line. A table is printed as soon as it is measured: a whole run takes an hour."""
    name = sys.argv[1] if len(sys.argv) > 1 else "quick"
    size, began = SIZES[name], time.perf_counter()
    with TemporaryDirectory(prefix="qvax-bench-") as where:
        # The server's first: should it fail, an hour of the others is not lost.
        on_a_server = list(_shown(_on_a_server(Path(where), size), began))
        tables = [*_shown(_in_a_file(Path(where), size), began), *on_a_server]
    PAGE.write_text(page(tables, name, time.perf_counter() - began), encoding="utf-8")


def _shown(measured: Iterator[Table], began: float) -> Iterator[Table]:
    for table in measured:
        print(f"\n{section(table)}\n\n({time.perf_counter() - began:.0f} s)", flush=True)
        yield table


def _in_a_file(folder: Path, size: Size) -> Iterator[Table]:
    yield startup.measure(folder, size.times)
    yield offers.whole(folder, size.people, size.times)
    yield offers.selection(folder, size.people, size.times)
    yield cleanup.measure(folder, size.people)
    yield hands.measure(folder, 200, 7, size.watchers)
    yield imports.measure(folder, size.rows, size.times)
    yield growth.measure(folder, size.growth, size.times)
    yield site.pages(folder, size.site)
    yield site.asking(folder, min(100, round(8 * size.site)))
    yield audits.measure(folder, 20 * size.year, size.year, size.times)
    yield standby.speed()
    yield standby.evenings(size.evenings)
    yield standby.unlike(max(1, size.evenings // 4))


def _on_a_server(folder: Path, size: Size) -> Iterator[Table]:
    """What can be measured only where a server can be started."""
    if why := missing():
        yield Table("On a server of PostgreSQL", f"Not measured: {why}.", ())
        return
    times = min(3, size.times)
    with cluster(durable=True) as one:
        yield server.evening(one, folder, size.shared, 50, times)
        yield server.offer(one, folder, size.shared, size.times)
        yield server_lists.selection(one, folder, size.shared, size.times)
        yield server_lists.importing(one, folder, min(size.rows, size.shared), times)


if __name__ == "__main__":
    main()
