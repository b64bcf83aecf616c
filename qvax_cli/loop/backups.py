"""The use cases of backups: what is written down of them, and what is in a database."""

from collections.abc import Iterator
from typing import NamedTuple

from qvax_cli.loop.forget import forget
from qvax_cli.loop.use_cases import UseCases
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import departures, events, log, log_end, offers, people
from qvax_cli.store.database import Database
from qvax_cli.store.log import Logged
from qvax_cli.store.operators import allowed


class Left(NamedTuple):
    """Who had left a list when a copy took its place. erased: how many were erased again, as they had asked;
    vaccinated: the ids of those who had their dose, and are on the list again."""

    erased: int
    vaccinated: tuple[int, ...]


class Content(NamedTuple):
    """What is in a copy that was put back: how many people are on the list, how many offers there were, the newest
    event; left: who had left the database that it replaces, None where there is none that tells."""

    people: int
    offers: int
    newest: Logged | None
    left: Left | None


class Backups(UseCases):
    """Copies of the database, and what was put back from one."""

    def pieces(self) -> Iterator[bytes]:
        """A consistent copy, piece by piece. DatabaseFailure, Refused."""
        allowed(self.db, "copy the database")
        return self.db.pieces()

    def made(self, detail: str) -> None:
        """A copy was made: the log says so, and when."""
        with self.changing() as now:
            events.record(self.db, "backed up", now, detail=detail)

    def restored(self, replaced: Database | None) -> Content:
        """This database is a copy that is put in the place of another one, which the log says from now on. What was
        erased there on request is gone from here, too (R7). Refused to whom that one does not allow it."""
        if replaced:
            allowed(replaced, "replace the database")
        with self.changing() as now:
            newest = log.events(self.db, since=None, offer_id=None, reservist_id=None, center_id=None, limit=1)
            events.record(self.db, "restored", now)
            left = self._leave_again(replaced, now) if replaced else None
            count = len(offers.every(self.db, center_id=None, state=None, limit=-1))
            return Content(people.on_the_list(self.db), count, newest[0] if newest else None, left)

    def last(self) -> Instant | None:
        """When there was last a copy of all that there is, made of this or put back; None when there never was."""
        return log_end.last_at(self.db, ["backed up", "restored"])

    def _leave_again(self, replaced: Database, now: Instant) -> Left:
        erased = departures.kept(self.db, among=departures.on_request(replaced))
        for reservist_id in erased:
            forget(self.db, people.by_id(self.db, reservist_id), now=now)
        departures.exclude_as(replaced, self.db)
        # The copy has no invitation of theirs that could be said to be vaccinated.
        again = departures.listed(self.db, among=departures.vaccinated(replaced))
        return Left(len(erased), tuple(again))
