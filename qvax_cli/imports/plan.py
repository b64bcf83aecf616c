"""Registrations into the list, batch by batch: added, updated, or unchanged (R6, R7)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import lru_cache, partial
from itertools import chain, islice
from operator import itemgetter
from typing import NamedTuple

from qvax_cli.registrations import Registration
from qvax_cli.rules.blocks import cover
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.rank import draw_lots, rank
from qvax_cli.rules.windows import Window
from qvax_cli.store import events, import_batches
from qvax_cli.store.centers import Center
from qvax_cli.store.database import Database
from qvax_cli.store.import_batches import Data, Known

#: Rows and windows in a batch, which take about the same time. A batch is one transaction: the larger it is, the fewer
#: pages of the indexes are written twice; but an `offer` beside it waits while the transaction lasts.
_BATCH = 7_000
#: Portions that are arranged together, at the beginning and at the most. The list of a country is written several times
#: faster when neighbours in its indexes come together; a short one does not wait for it.
_FEWEST, _MOST = 1, 128

#: Windows as they are stored: (starts_at, ends_at), in order of time.
Windows = tuple[tuple[Instant, Instant], ...]
#: A registration as it is stored: the data, a lot for somebody new, the windows (None: the row says nothing of them).
Entry = tuple[Data, int, Windows | None]
#: A registration as it waits for its batch, small and in an order: neighbours meet few pages of the indexes, of which
#: that of the windows, kept by center, is larger than that of the numbers. The center (0 without windows) and the
#: number, and then the values as text, each after a sign that is in none of them.
Packed = str
_BETWEEN = "\x1f"
_NUMBER = slice(8, 19)
Transaction = Callable[[], AbstractContextManager[None]]

_data = itemgetter(0)  # which begin with the number
_cover = lru_cache(maxsize=10_000)(cover)  # the same few windows come again and again


class Counts(NamedTuple):
    """What became of rows that were right."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    withdrawn: int = 0

    def __add__(self, other: object) -> "Counts":
        assert isinstance(other, Counts)
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


def packing(every: Iterable[Center]) -> Callable[[Sequence[Registration]], list[Packed]]:
    """What packs registrations for these centers."""
    return partial(packed, center_ids={center.code: center.id for center in every})


def packed(registrations: Sequence[Registration], center_ids: dict[str, int]) -> list[Packed]:
    """The registrations, ready for `batches`. center_ids: by code."""
    found = []
    for number, first, last, birth, language, code, email, mobile, contact, windows in registrations:
        center = center_ids[code]
        values = str(center), first, last, birth.isoformat(), language, email or "", mobile or "", contact or ""
        text = _as_text(windows) if windows else ""
        found.append(_BETWEEN.join((f"{center if windows else 0:08x}{number}", *values, text)))
    return found


@lru_cache(maxsize=10_000)
def _as_text(windows: tuple[Window, ...]) -> str:
    return " ".join(f"{start}-{end}" for start, end in windows)


def _unpacked(row: Packed, lot: int) -> Entry:
    place, center, first, last, birth, language, email, mobile, contact, text = row.split(_BETWEEN)
    data = place[_NUMBER], int(center), first, last, birth, language, email or None, mobile or None, contact or None
    return data, lot, _windows(text) if text else None


@lru_cache(maxsize=10_000)
def _windows(text: str) -> Windows:
    return tuple((int(start), int(end)) for start, _, end in (one.partition("-") for one in text.split()))


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
    """The rows in turns in which nobody comes twice, so that the later row of a person finds the earlier one done."""
    if len({row[_NUMBER] for row in rows}) == len(rows):
        return [rows]
    waves: list[list[Packed]] = []
    times: dict[str, int] = defaultdict(int)
    for row in rows:
        number = row[_NUMBER]
        if times[number] == len(waves):
            waves.append([])
        waves[times[number]].append(row)
        times[number] += 1
    return waves


def _cut(rows: list[Packed]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    weight = 0
    for row, lot in zip(rows, draw_lots(len(rows)), strict=True):
        entry = _unpacked(row, lot)
        batch.append(entry)
        weight += 1 + len(entry[2] or ())
        if weight >= _BATCH:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def put(db: Database, batch: Sequence[Entry], write: Transaction, *, now: Instant) -> Counts:
    """Puts a batch on the list, with one event that names people by id. `write` opens its transaction.

    Nobody comes twice in it. All is worked out before the write lock is taken, and again under it only if somebody else
    has written meanwhile; a batch in which nothing differs never takes it.
    """
    seen = db.version()
    with db.read():
        plan = _compare(db, batch, now)
    if not (plan.added or plan.updated):
        return plan.counts
    with write():
        if db.changed_since(seen):
            plan = _compare(db, batch, now)
        plan.carry_out(db, now)
    return plan.counts


class _Plan:
    """What a batch comes to, worked out to the last row; true as long as nobody else writes."""

    def __init__(self) -> None:
        self.added: Sequence[int] = ()
        self.updated: list[int] = []
        self.unchanged = self.withdrawn = 0
        self._people: list[import_batches.Person] = []
        self._data: list[tuple[int, Data]] = []
        self._windows: list[tuple[int, int, int]] = []
        self._windows_gone: list[tuple[int, int]] = []
        self._blocks: list[import_batches.Block] = []
        self._blocks_gone: list[import_batches.Block] = []

    @property
    def counts(self) -> Counts:
        return Counts(len(self.added), len(self.updated), self.unchanged, self.withdrawn)

    def add(self, entries: Sequence[Entry], first_id: int, now: Instant) -> None:
        """People who are new, with ids from `first_id` on."""
        self.added = range(first_id, first_id + len(entries))
        self._people = [(new, now, now, lot, *data) for new, (data, lot, _) in zip(self.added, entries, strict=True)]
        for reservist_id, (data, lot, windows) in zip(self.added, entries, strict=True):
            if windows:
                self._windows += [(reservist_id, *window) for window in windows]
                self._blocks += _blocks(reservist_id, lot, data, windows)

    def update(self, known: Known, data: Data, held: Windows, windows: Windows) -> None:
        """Somebody who is known, who held these windows and is to have those."""
        self.updated.append(known.id)
        self._data.append((known.id, data))
        self._windows_gone += [(known.id, window[0]) for window in held if window not in windows]
        self._windows += [(known.id, *window) for window in windows if window not in held]
        old = set(_blocks(known.id, known.lot, known.data, held))
        new = set(_blocks(known.id, known.lot, data, windows))
        self._blocks_gone += old - new
        self._blocks += new - old

    def sort(self) -> None:
        """Puts the blocks in the order of their index, so that each of its pages is met once."""
        for blocks in (self._blocks, self._blocks_gone):
            blocks.sort(key=itemgetter(1))
            blocks.sort(key=itemgetter(0))

    def carry_out(self, db: Database, now: Instant) -> None:
        """Writes it, in the caller's transaction."""
        import_batches.add(db, self._people)
        import_batches.update(db, self._data, now)
        import_batches.drop_windows(db, self._windows_gone)
        import_batches.add_windows(db, self._windows)
        import_batches.drop_blocks(db, self._blocks_gone)
        import_batches.add_blocks(db, self._blocks)
        if self.added or self.updated:
            people = f"added {_ranges(self.added)}; updated {_ranges(sorted(self.updated))}"
            events.record(db, "imported", now, detail=people)


def _blocks(reservist_id: int, lot: int, data: Data, windows: Windows) -> list[import_batches.Block]:
    place = rank(date.fromisoformat(data[4]), lot)
    return [(data[1], block, place, reservist_id) for block in _cover(windows)]


def _compare(db: Database, batch: Sequence[Entry], now: Instant) -> _Plan:
    """What is to be done so that the list says what these rows say (R6, R7)."""
    plan = _Plan()
    batch = sorted(batch, key=_data)  # in the order of their numbers, which is that of the largest index
    known = import_batches.by_number(db, [entry[0][0] for entry in batch])
    fresh = [entry for entry in batch if entry[0][0] not in known] if known else batch
    left = import_batches.departed(db, (entry[0][0] for entry in fresh))
    plan.add([entry for entry in fresh if entry[0][0] not in left] if left else fresh, import_batches.next_id(db), now)
    plan.withdrawn = sum(why == "withdrawn" for why in left.values())
    if known:
        _compare_known(db, plan, known, batch, now)
    plan.unchanged = len(batch) - len(plan.added) - len(plan.updated) - plan.withdrawn
    plan.sort()
    return plan


def _compare_known(db: Database, plan: _Plan, known: dict[str, Known], batch: Sequence[Entry], now: Instant) -> None:
    """Finds the people to be brought up to date. Absent windows are left as they are."""
    look = [
        (old, entry[0], entry[2])
        for entry in batch
        if (old := known.get(entry[0][0])) and old.state == "listed" and (entry[2] is not None or old.data != entry[0])
    ]
    held = import_batches.windows(db, [old.id for old, _, _ in look])
    coming = {old.id: tuple(window for window in held.get(old.id, ()) if window[1] > now) for old, _, _ in look}
    withheld = import_batches.withheld(db, [old.id for old, _, windows in look if windows and not coming[old.id]])
    for old, data, windows in look:
        wanted = coming[old.id] if windows is None else windows
        if wanted and not coming[old.id] and set(wanted) <= set(withheld.get(old.id, ())):
            wanted = ()  # the same file again is not the new availability that R18 asks for
        if data != old.data or wanted != coming[old.id]:
            plan.update(old, data, tuple(held.get(old.id, ())), wanted)


def _ranges(ids: Iterable[int]) -> str:
    """Ids in order, the runs among them shortened: "3-9, 12"."""
    runs: list[list[int]] = []
    for one in ids:
        if runs and runs[-1][1] == one - 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs) or "nobody"
