"""The use cases of backups: what is written down of them, and what is in a database."""

from typing import NamedTuple

from qvax_cli.loop.use_cases import UseCases
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import events, log, offers, people
from qvax_cli.store.log import Logged


class Content(NamedTuple):
    """What is in a database: how many people are on the list, how many offers there were, the newest event."""

    people: int
    offers: int
    newest: Logged | None


class Backups(UseCases):
    """Copies of the database, and what was put back from one."""

    def made(self, detail: str) -> None:
        """A copy was made: the log says so, and when."""
        with self.changing() as now:
            events.record(self.db, "backed up", now, detail=detail)

    def restored(self) -> Content:
        """This database was put in its place from a copy, which the log says from now on; what was in the copy."""
        with self.changing() as now:
            newest = log.events(self.db, since=None, offer_id=None, reservist_id=None, center_id=None, limit=1)
            count = len(offers.every(self.db, center_id=None, state=None, limit=-1))
            content = Content(people.on_the_list(self.db), count, newest[0] if newest else None)
            events.record(self.db, "restored", now)
        return content

    def last(self) -> Instant | None:
        """When there was last a copy of all that there is, made of this or put back; None when there never was."""
        return events.last_at(self.db, ["backed up", "restored"])
