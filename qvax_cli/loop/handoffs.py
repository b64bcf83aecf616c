"""The use cases of the second-dose list: everybody vaccinated counts in one export, once it is in somebody's hands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from qvax_cli.errors import DatabaseFailure, DoneInPart, NotFound, Refused
from qvax_cli.files import Occupied
from qvax_cli.loop.use_cases import UseCases
from qvax_cli.rules.quoted_text import fold
from qvax_cli.rules.spoken import counted
from qvax_cli.store import events, handoffs
from qvax_cli.store.handoffs import Export, HandedOn
from qvax_cli.store.operators import allowed

_PATIENCE = 10.0
_TASK = "hand people on"


class List(NamedTuple):
    """People for the second dose, by name. batch: the number of their export, None when there is nobody; erased: how
    many more were in it, whose data are gone."""

    batch: int | None
    people: list[HandedOn]
    erased: int = 0


class Handoffs(UseCases):
    """Who goes on to the second dose (R22)."""

    @contextmanager
    def export(self, waiting: Callable[[], None]) -> Iterator[List]:
        """Everybody who waits. They count as exported when the caller has written them down and leaves the context; if
        that fails, at whatever point, they wait on, and the next export names them under the same number.

        waiting: called once, when another export takes long. Refused when it does not end, DoneInPart when the list
        was written and that could not be noted.
        """
        allowed(self.db, _TASK)
        try:
            # A second export would name the people whom the first is still writing down.
            with self.db.alone("handoff", patience=_PATIENCE, waiting=waiting):
                it = self._numbered()
                yield it
                if it.batch is not None:
                    self._note(it.batch, len(it.people))
        except Occupied:
            raise Refused(
                "another export of the second-dose list is being written",
                "try again when it has ended",
                cause="export_running",
            ) from None

    def again(self, batch: int) -> List:
        """An export of the past once more, of whom the data are still there. NotFound, Refused."""
        with self.changing() as now:
            within = allowed(self.db, _TASK)
            found = handoffs.exports(self.db, batch, within)
            if not found:
                raise NotFound(f"there is no export {batch}", cause="no_such_export")
            if found[0].exported_at is None:
                raise Refused(
                    f"export {batch} has never ended: its people still wait",
                    "the next export names them",
                    cause="export_unfinished",
                )
            people = _by_name(handoffs.people(self.db, batch, within))
            events.record(
                self.db,
                "handed off again",
                now,
                center=within,
                detail=f"export {batch}, {counted(len(people), 'person')}",
            )
        return List(batch, people, found[0].erased)

    def exports(self) -> tuple[list[Export], int]:
        """All exports, the newest first; how many people wait for the next, as of one moment."""
        within = allowed(self.db, _TASK)
        with self.db.read():
            return handoffs.exports(self.db, within=within), handoffs.waiting(self.db, within)

    def _numbered(self) -> List:
        with self.changing():
            within = allowed(self.db, _TASK)
            if not handoffs.waiting(self.db, within):
                return List(None, [])
            batch = handoffs.next_batch(self.db, within)
            handoffs.number(self.db, batch, within)
            return List(batch, _by_name(handoffs.people(self.db, batch, within)))

    def _note(self, batch: int, people: int) -> None:
        try:
            with self.changing() as now:
                handoffs.finish(self.db, batch, now)
                within = allowed(self.db, _TASK)
                events.record(
                    self.db, "handed off", now, center=within, detail=f"export {batch}, {counted(people, 'person')}"
                )
        except DatabaseFailure as failure:
            raise DoneInPart(
                f"the list of export {batch} was written, but that could not be noted: {failure.message}",
                "the next export names the same people again, under the same number",
                cause="export_not_noted",
            ) from failure


def _by_name(people: list[HandedOn]) -> list[HandedOn]:
    return sorted(people, key=lambda one: (fold(one.last_name), fold(one.first_name), one.birth_date, one.code))
