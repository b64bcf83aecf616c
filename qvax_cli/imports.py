"""Registrations into the list, batch by batch: added, updated, or unchanged (R6, R7)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from functools import lru_cache, partial
from operator import itemgetter
from typing import NamedTuple

from qvax_cli.registrations import Registration
from qvax_cli.registrations.portions import Making
from qvax_cli.rules.cells import cover
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.order import draw_lots, turn
from qvax_cli.rules.windows import Window
from qvax_cli.store import bulk, events
from qvax_cli.store.bulk import Data, Known
from qvax_cli.store.centers import Center
from qvax_cli.store.database import Database

#: A batch is one transaction, and ends with so many rows and windows, which take about the same time. The more there
#: are, the fewer pages of the indexes are written twice; but an `offer` beside it waits while the transaction lasts.
_BATCH = 10_000

#: Windows as they are stored: (starts_at, ends_at), in order of time.
Windows = tuple[tuple[Instant, Instant], ...]
#: A registration as it is stored: the data, a lot and a turn for somebody new, the windows (None: the row says nothing
#: of them) and their cells.
Entry = tuple[Data, int, int, Windows | None, tuple[int, ...]]
Transaction = Callable[[], AbstractContextManager[None]]


class Counts(NamedTuple):
    """What became of rows that were right."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    withdrawn: int = 0

    def __add__(self, other: object) -> "Counts":
        assert isinstance(other, Counts)
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


def making(every: Iterable[Center]) -> Making[Entry]:
    """What an import makes of registrations for these centers."""
    return Making(partial(entries, center_ids={center.code: center.id for center in every}), arranged)


def entries(registrations: Sequence[Registration], center_ids: dict[str, int]) -> list[Entry]:
    """Registrations as they are stored. center_ids: by code."""
    found: list[Entry] = []
    for registration, lot in zip(registrations, draw_lots(len(registrations)), strict=True):
        number, first, last, birth, language, code, email, mobile, contact, windows = registration
        data = number, center_ids[code], first, last, birth.isoformat(), language, email, mobile, contact
        stored, cells = _stored(windows) if windows else (windows, ())
        found.append((data, lot, turn(birth, lot), stored, cells))
    return found


def arranged(entries: Sequence[Entry]) -> list[Entry]:
    """The entries so that a batch of neighbours meets few pages of the indexes: those of the windows, which are kept by
    center, are larger than that of the numbers. Of two rows of one person the later one stays the later one."""
    return [entry for wave in _waves(entries) for entry in sorted(wave, key=_neighbourhood)]


def _neighbourhood(entry: Entry) -> tuple[int, str]:
    number, center_id, *_ = entry[0]
    return (center_id if entry[4] else 0), number


@lru_cache(maxsize=10_000)  # the same few windows come again and again
def _stored(windows: tuple[Window, ...]) -> tuple[Windows, tuple[int, ...]]:
    return tuple((start, end) for start, end in windows), cover(windows)


def batches(portions: Iterable[Sequence[Entry]]) -> Iterator[list[Entry]]:
    """The entries in batches, each of which is one transaction."""
    batch: list[Entry] = []
    windows = 0
    for portion in portions:
        batch += portion
        windows += sum(len(entry[3]) for entry in portion if entry[3])
        if len(batch) + windows >= _BATCH:
            yield batch
            batch, windows = [], 0
    if batch:
        yield batch


def put(db: Database, batch: Sequence[Entry], write: Transaction, *, now: Instant) -> Counts:
    """Puts a batch on the list, with one event that names people by id. `write` opens its transaction.

    All is worked out before the write lock is taken, and again under it only if somebody else has written meanwhile; a
    batch in which nothing differs never takes it.
    """
    first, *later = _waves(batch)
    seen = db.version()
    with nullcontext() if db.conn.in_transaction else db.read():
        plan = _compare(db, first, now)
    if not (plan.added or plan.updated or later):
        return plan.counts
    with write():
        if db.version() != seen:
            plan = _compare(db, first, now)
        plan.carry_out(db, now)
        done = [plan]
        for wave in later:
            done.append(_compare(db, wave, now))
            done[-1].carry_out(db, now)
        _record(db, done, now)
    return sum((plan.counts for plan in done), Counts())


def _waves(batch: Sequence[Entry]) -> list[Sequence[Entry]]:
    """The rows in turns in which nobody comes twice, so that the later row of a person finds the earlier one done."""
    if len(set(map(_number, batch))) == len(batch):
        return [batch]
    waves: list[list[Entry]] = []
    times: dict[str, int] = defaultdict(int)
    for entry in batch:
        number = _number(entry)
        if times[number] == len(waves):
            waves.append([])
        waves[times[number]].append(entry)
        times[number] += 1
    return [*waves]


def _record(db: Database, plans: Iterable["_Plan"], now: Instant) -> None:
    added = sorted(one for plan in plans for one in plan.added)
    updated = sorted({one for plan in plans for one in plan.updated})
    if added or updated:
        events.record(db, "imported", now, detail=f"added {_ranges(added)}; updated {_ranges(updated)}")


class _Plan:
    """What a wave comes to, worked out to the last row; true as long as nobody else writes."""

    def __init__(self) -> None:
        self.added: Sequence[int] = ()
        self.updated: list[int] = []
        self.unchanged = self.withdrawn = 0
        self._people: list[bulk.Person] = []
        self._data: list[tuple[int, Data]] = []
        self._windows: list[tuple[int, int, int]] = []
        self._windows_gone: list[tuple[int, int]] = []
        self._cells: list[bulk.Cell] = []
        self._cells_gone: list[bulk.Cell] = []

    @property
    def counts(self) -> Counts:
        return Counts(len(self.added), len(self.updated), self.unchanged, self.withdrawn)

    def add(self, entries: Sequence[Entry], first_id: int) -> None:
        """People who are new, with ids from `first_id` on."""
        self.added = range(first_id, first_id + len(entries))
        new = list(zip(self.added, entries, strict=True))
        self._people = [(reservist_id, entry[1], *entry[0]) for reservist_id, entry in new]
        self._windows = [(reservist_id, *window) for reservist_id, entry in new if entry[3] for window in entry[3]]
        self._cells = [(entry[0][1], cell, entry[2], reservist_id) for reservist_id, entry in new for cell in entry[4]]

    def update(self, known: Known, data: Data, held: Windows, windows: Windows) -> None:
        """Somebody who is known, who held these windows and is to have those."""
        self.updated.append(known.id)
        self._data.append((known.id, data))
        self._windows_gone += [(known.id, window[0]) for window in held if window not in windows]
        self._windows += [(known.id, *window) for window in windows if window not in held]
        old, new = _cells(known, known.data, held), _cells(known, data, windows)
        self._cells_gone += old - new
        self._cells += new - old

    def sort(self) -> None:
        """Puts the cells in the order of their index, so that each of its pages is met once."""
        for cells in (self._cells, self._cells_gone):
            cells.sort(key=itemgetter(1))
            cells.sort(key=itemgetter(0))

    def carry_out(self, db: Database, now: Instant) -> None:
        """Writes it, in the caller's transaction."""
        bulk.add(db, self._people, now)
        bulk.update(db, self._data, now)
        bulk.drop_windows(db, self._windows_gone)
        bulk.add_windows(db, self._windows)
        bulk.drop_cells(db, self._cells_gone)
        bulk.add_cells(db, self._cells)


def _cells(known: Known, data: Data, windows: Windows) -> set[bulk.Cell]:
    place = turn(date.fromisoformat(data[4]), known.lot)
    return {(data[1], cell, place, known.id) for cell in cover(windows)}


def _compare(db: Database, wave: Sequence[Entry], now: Instant) -> _Plan:
    """What is to be done so that the list says what these rows say (R6, R7)."""
    plan = _Plan()
    # In the order of their numbers, which is that of the largest index.
    wave = sorted(wave, key=_number)
    known = bulk.by_number(db, list(map(_number, wave)))
    fresh = [entry for entry in wave if _number(entry) not in known] if known else wave
    left = bulk.departed(db, map(_number, fresh))
    plan.add([entry for entry in fresh if _number(entry) not in left] if left else fresh, bulk.next_id(db))
    plan.withdrawn = sum(why == "withdrawn" for why in left.values())
    if known:
        _compare_known(db, plan, known, wave, now)
    plan.unchanged = len(wave) - len(plan.added) - len(plan.updated) - plan.withdrawn
    plan.sort()
    return plan


def _number(entry: Entry) -> str:
    return entry[0][0]


def _compare_known(db: Database, plan: _Plan, known: dict[str, Known], wave: Sequence[Entry], now: Instant) -> None:
    """Finds the people to be brought up to date. Absent windows are left as they are."""
    look = [
        (old, entry[0], entry[3])
        for entry in wave
        if (old := known.get(_number(entry)))
        and old.state == "listed"
        and (entry[3] is not None or old.data != entry[0])
    ]
    held = bulk.windows(db, [old.id for old, _, _ in look])
    coming = {old.id: tuple(window for window in held.get(old.id, ()) if window[1] > now) for old, _, _ in look}
    withheld = bulk.withheld(db, [old.id for old, _, windows in look if windows and not coming[old.id]])
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
