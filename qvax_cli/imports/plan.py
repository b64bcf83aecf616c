"""A batch of registrations against the list: who is added, updated, or stays as they are (R6, R7)."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from qvax_cli.imports.batches import Entry
from qvax_cli.imports.packing import Windows
from qvax_cli.rules.blocks import cover
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.log_chain import commitment, draw_salts
from qvax_cli.rules.rank import rank
from qvax_cli.rules.week import coming as coming_in
from qvax_cli.rules.week import of_text
from qvax_cli.rules.windows import AHEAD, Window, merge
from qvax_cli.store import events, import_batches, repeats
from qvax_cli.store.database import Database
from qvax_cli.store.import_batches import Known
from qvax_cli.store.people import Person
from qvax_cli.store.repeats import Repeat

Transaction = Callable[[], AbstractContextManager[None]]

_person = itemgetter(0)  # which begins with the number
_week = lru_cache(maxsize=1_000)(of_text)
_cover = lru_cache(maxsize=10_000)(cover)  # the same few windows come again and again


class Counts(NamedTuple):
    """What became of rows that were right. without_window: those of the added whom nobody asks yet."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    without_window: int = 0

    def __add__(self, other: "Counts") -> "Counts":  # type: ignore[override]
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


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
        self.unchanged = self.withdrawn = self._without_window = 0
        self._people: list[import_batches.Row] = []
        self._changed: list[tuple[int, Person]] = []
        self._windows: list[tuple[int, int, int]] = []
        self._windows_gone: list[tuple[int, int]] = []
        self._blocks: list[import_batches.Block] = []
        self._more_blocks: list[import_batches.Block] = []
        self._blocks_gone: list[import_batches.Block] = []
        self._lines: list[events.Line] = []
        self._weeks: list[tuple[int, str, int]] = []

    @property
    def counts(self) -> Counts:
        return Counts(len(self.added), len(self.updated), self.unchanged, self.withdrawn, self._without_window)

    def add(self, entries: Sequence[Entry], first_id: int, now: Instant) -> None:
        """People who are new, with ids from `first_id` on."""
        self.added = range(first_id, first_id + len(entries))
        entries = [(*one[:2], _with_week(one[2], one[3], now), one[3]) if one[3] else one for one in entries]
        self._without_window = sum(not windows for _, _, windows, _ in entries)
        new = list(zip(self.added, draw_salts(len(entries)), entries, strict=True))
        self._people = [(one, now, now, lot, salt, *person) for one, salt, (person, lot, _, _) in new]
        self._lines = [
            (one, person.center_id, windows or (), commitment(person.birth_date, lot, salt))
            for one, salt, (person, lot, windows, _) in new
        ]
        self._weeks = [(one, week, now + AHEAD) for one, _, (_, _, _, week) in new if week]
        for one, _, (person, lot, windows, _) in new:
            if windows:
                self._windows += [(one, *window) for window in windows]
                self._blocks += _blocks(one, lot, person, windows)

    def update(
        self, known: Known, person: Person, held: Windows, windows: Windows, week: tuple[str, int] | None
    ) -> None:
        """Somebody who is known, who held these windows and is to have those, and a week made up to that moment."""
        self._weeks += [(known.id, *week)] if week else []
        self.updated.append(known.id)
        self._changed.append((known.id, person))
        bound = commitment(person.birth_date, known.lot, known.salt)
        self._lines.append((known.id, person.center_id, windows, bound))
        self._windows_gone += [(known.id, window[0]) for window in held if window not in windows]
        self._windows += [(known.id, *window) for window in windows if window not in held]
        old = set(_blocks(known.id, known.lot, known.person, held))
        new = set(_blocks(known.id, known.lot, person, windows))
        self._blocks_gone += old - new
        self._more_blocks += new - old

    def sort(self) -> None:
        """Puts the blocks in the order of their index, so that each of its pages is met once."""
        for blocks in (self._blocks, self._more_blocks, self._blocks_gone):
            blocks.sort(key=itemgetter(1))
            blocks.sort(key=itemgetter(0))

    def carry_out(self, db: Database, now: Instant) -> None:
        """Writes it, in the caller's transaction."""
        import_batches.add(db, self._people)
        import_batches.update(db, self._changed, now)
        import_batches.drop_windows(db, self._windows_gone)
        import_batches.add_windows(db, self._windows)
        import_batches.drop_blocks(db, self._blocks_gone)
        import_batches.add_blocks(db, self._blocks)
        import_batches.add_more_blocks(db, self._more_blocks)
        repeats.put(db, self._weeks)
        if self.added or self.updated:
            people = f"added {_ranges(self.added)}; updated {_ranges(sorted(self.updated))}"
            events.record_people(db, "imported", now, self._lines, detail=people)


def _blocks(reservist_id: int, lot: int, person: Person, windows: Windows) -> list[import_batches.Block]:
    place = rank(date.fromisoformat(person.birth_date), lot)
    return [(person.center_id, block, place, reservist_id) for block in _cover(windows)]


def _compare(db: Database, batch: Sequence[Entry], now: Instant) -> _Plan:
    """What is to be done so that the list says what these rows say (R6, R7)."""
    plan = _Plan()
    batch = sorted(batch, key=_person)  # in the order of their numbers, which is that of the largest index
    known = import_batches.by_number(db, [entry[0].number for entry in batch])
    fresh = [entry for entry in batch if entry[0].number not in known] if known else batch
    left = import_batches.excluded(db, (entry[0].number for entry in fresh))
    plan.add(
        [entry for entry in fresh if entry[0].number not in left] if left else fresh, import_batches.next_id(db), now
    )
    plan.withdrawn = sum(why == "withdrawn" for why in left.values())
    if known:
        _compare_known(db, plan, known, batch, now)
    plan.unchanged = len(batch) - len(plan.added) - len(plan.updated) - plan.withdrawn
    plan.sort()
    return plan


def _compare_known(db: Database, plan: _Plan, known: dict[str, Known], batch: Sequence[Entry], now: Instant) -> None:
    """Finds the people to be brought up to date. Absent windows, and an absent week, are left as they are."""
    look = [
        (old, *entry)
        for entry in batch
        if (old := known.get(entry[0].number))
        and old.state == "listed"
        and (entry[2] is not None or entry[3] is not None or old.data != entry[0])
    ]
    held = import_batches.windows(db, [old.id for old, *_ in look])
    coming = {old.id: tuple(window for window in held.get(old.id, ()) if window[1] > now) for old, *_ in look}
    weeks = repeats.of_many(db, [old.id for old, *_ in look])
    withheld = import_batches.withheld(db, [old.id for old, _, _, windows, _ in look if windows and not coming[old.id]])
    for old, person, _, windows, week in look:
        known_week = weeks.get(old.id)
        new_week = week if week and (known_week is None or known_week.week != week) else None
        wanted = coming[old.id] if windows is None else windows
        if wanted and not coming[old.id] and set(wanted) <= set(withheld.get(old.id, ())):
            wanted = ()  # the same file again is not the new availability that R18 asks for
        if new_week:
            wanted = _with_week(wanted, new_week, now)
        elif windows is not None and known_week and known_week.runs:
            wanted = _with_week(wanted, known_week.week, now, known_week)
        if person != old.data or wanted != coming[old.id] or new_week:
            made = (new_week, now + AHEAD) if new_week else None
            plan.update(old, person, tuple(held.get(old.id, ())), wanted, made)


def _with_week(windows: Windows | None, week: str, now: Instant, known: Repeat | None = None) -> Windows:
    """These windows and those that the week makes; of a week that is known only what was made from it already."""
    until = min(known.made_until, now + AHEAD) if known else now + AHEAD
    return merge([*(Window(*one) for one in windows or ()), *coming_in(_week(week), now, until)])


def _ranges(ids: Iterable[int]) -> str:
    """Ids in order, the runs among them shortened: "3-9, 12"."""
    runs: list[list[int]] = []
    for one in ids:
        if runs and runs[-1][1] == one - 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs) or "nobody"
