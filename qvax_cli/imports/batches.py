"""Lines into batches, each a transaction: arranged, so that neighbours in the indexes come together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from qvax_cli.imports.packing import Packed, Windows, number, unpack
from qvax_cli.rules.rank import draw_lots
from qvax_cli.store.people import Person

#: Rows and windows in a batch, which take about the same time. A batch is one transaction: the larger it is, the fewer
#: pages of the indexes are written twice; but an `offer` beside it waits while the transaction lasts.
_BATCH = 7_000
#: Portions that are arranged together, at the beginning and at the most. The list of a country is written several times
#: faster when neighbours in its indexes come together; a short one does not wait for it.
_FEWEST, _MOST = 1, 128

#: A registration as it is stored: the person, a lot for somebody new, the windows and the week that repeats (None: the
#: row says nothing of them).
Entry = tuple[Person, int, Windows | None, str | None]


def batches(portions: Iterable[Sequence[Packed]]) -> Iterator[list[Entry]]:
    """The entries in batches, in which nobody comes twice: of two rows of one person the later one comes later."""
    source = iter(portions)
    count = _FEWEST
    while stretch := list(islice(source, count)):
        for wave in _waves(list(chain.from_iterable(stretch))):
            wave.sort()
            yield from _cut(wave)
        count = min(2 * count, _MOST)


def _waves(rows: list[Packed]) -> list[list[Packed]]:
    """The rows in waves in which nobody comes twice, so that the later row of a person finds the earlier one done."""
    if len(set(map(number, rows))) == len(rows):
        return [rows]
    waves: list[list[Packed]] = []
    times: dict[str, int] = defaultdict(int)
    for row in rows:
        whose = number(row)
        if times[whose] == len(waves):
            waves.append([])
        waves[times[whose]].append(row)
        times[whose] += 1
    return waves


def _cut(rows: list[Packed]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    weight = 0
    for row, lot in zip(rows, draw_lots(len(rows)), strict=True):
        person, windows, week = unpack(row)
        batch.append((person, lot, windows, week))
        weight += 1 + len(windows or ())
        if weight >= _BATCH:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch
