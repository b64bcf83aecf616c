"""Registrations into the list, batch by batch: added, updated, or unchanged (R6, R7)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qvax_cli.loop.register import fields
from qvax_cli.registrations import Registration
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.order import draw_lot
from qvax_cli.store import availability, departed, events, people
from qvax_cli.store.database import Database
from qvax_cli.store.people import Reservist

#: Rows in one transaction: long enough to share its cost, short enough that an `offer` beside it does not wait.
BATCH = 500


class Counts(NamedTuple):
    """What became of rows that were right."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    withdrawn: int = 0

    def __add__(self, other: object) -> "Counts":
        assert isinstance(other, Counts)
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


def batches(registrations: Iterable[Registration]) -> Iterator[list[Registration]]:
    """Batches in which nobody comes twice, so that the later row of a person finds the earlier one done."""
    batch: dict[str, Registration] = {}
    for registration in registrations:
        if registration.number in batch or len(batch) == BATCH:
            yield list(batch.values())
            batch.clear()
        batch[registration.number] = registration
    if batch:
        yield list(batch.values())


def put(db: Database, batch: list[Registration], *, now: Instant) -> Counts:
    """Puts a batch on the list, in the caller's transaction, with one event that names people by id."""
    added: list[int] = []
    updated: list[int] = []
    withdrawn = 0
    check_departed = departed.anybody(db)
    for registration in batch:
        known = people.by_number(db, registration.number)
        if known is None:
            why = departed.why(db, registration.number) if check_departed else None
            if why is None:
                added.append(_add(db, registration, now))
            withdrawn += why == "withdrawn"
        elif known.state == "listed" and _update(db, known, registration, now):
            updated.append(known.id)
    if added or updated:
        detail = f"added {_ranges(added)}; updated {_ranges(updated)}"
        events.record(db, "imported", now, detail=detail)
    unchanged = len(batch) - len(added) - len(updated) - withdrawn
    return Counts(len(added), len(updated), unchanged, withdrawn)


def _add(db: Database, registration: Registration, now: Instant) -> int:
    reservist = people.add(db, fields(db, registration, draw_lot()), now=now)
    if registration.windows:
        availability.replace(db, reservist, registration.windows)
    return reservist.id


def _update(db: Database, known: Reservist, registration: Registration, now: Instant) -> bool:
    """Brings a person up to date; False when nothing differs. Absent windows are left as they are."""
    wanted = fields(db, registration, known.lot)
    held = tuple(window for window in availability.of(db, known.id) if window.end > now)
    windows = held if registration.windows is None else registration.windows
    if not held and windows and set(windows) <= set(availability.last_withheld(db, known.id)):
        windows = held  # the same file again is not the new availability that R18 asks for
    same_person = all(getattr(known, name) == value for name, value in wanted.items())
    if same_person and windows == held:
        return False
    availability.drop(db, known)
    reservist = people.update(db, known.id, wanted, now=now)
    availability.replace(db, reservist, windows)
    return True


def _ranges(ids: list[int]) -> str:
    """Ids, the runs among them shortened: "3-9, 12"."""
    runs: list[list[int]] = []
    for one in ids:
        if runs and runs[-1][1] == one - 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs) or "nobody"
