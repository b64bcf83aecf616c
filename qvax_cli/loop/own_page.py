"""The use cases of somebody who has opened their page: what they change of themselves, and what they read."""

from collections.abc import Callable, Iterable

from qvax_cli.loop import details, register, repeat
from qvax_cli.loop.details import Details
from qvax_cli.loop.reach import Reach
from qvax_cli.loop.use_cases import UseCases
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.week import week_of
from qvax_cli.rules.windows import Window
from qvax_cli.store import outbox, people, repeats, visits
from qvax_cli.store.database import Database
from qvax_cli.store.people import Reservist
from qvax_cli.store.visits import Visit

_A_WEEK = 7 * 24 * 3600


class OwnPage(UseCases):
    """What people do on their page. reach: how people are written to."""

    def __init__(self, db: Database, clock: Callable[[], Instant], patience: float, *, reach: Reach) -> None:
        super().__init__(db, clock, patience)
        self.reach = reach

    def visit(self, secret: bytes) -> Visit | None:
        """The visit whose browser holds that secret, given as its hash, while it lasts."""
        return visits.of(self.db, secret, self.clock())

    def whose(self, visit: Visit) -> list[Reservist]:
        """Those whose page the visit may open, the one that is chosen first: all who share the address."""
        chosen = people.by_id(self.db, visit.reservist_id)
        return [chosen, *(one for one in shares_with(self.db, chosen, visit.channel) if one.id != chosen.id)]

    def choose(self, visit: Visit, reservist_id: int) -> None:
        """Opens the page of another who shares the address; of nobody else."""
        with self.changing():
            if any(one.id == reservist_id for one in self.whose(visit)):
                visits.choose(self.db, visit.secret, reservist_id)

    def leave(self, visit: Visit) -> None:
        """The visit is over."""
        with self.changing():
            visits.end(self.db, visit.secret)

    def set_times(self, reservist_id: int, windows: Iterable[Window], *, weekly: bool) -> None:
        """The person can come in these windows and in no others; every week again, or not. Refused."""
        given = tuple(windows)
        with self.changing() as now:
            reservist = people.by_id(self.db, reservist_id)
            if weekly or repeats.of(self.db, reservist_id) is not None:
                repeat.set_repeat(self.db, reservist, week_of(given) if weekly else (), now=now)
            register.set_availability(self.db, reservist, given, add=False, now=now)

    def change_details(self, reservist_id: int, given: Details) -> Reservist:
        """Contact, language and center as given; an address that is no longer theirs is told. Complaint, NotFound,
        Refused."""
        with self.changing() as now:
            before = people.by_id(self.db, reservist_id)
            after = details.change_details(self.db, before, given, now=now)
            for channel, old, new in (("mail", before.email, after.email), ("sms", before.mobile, after.mobile)):
                if old and old != new and channel in self.reach(before):
                    outbox.add_without_invitation(
                        self.db,
                        "contact_changed",
                        channel,
                        reservist_id=before.id,
                        address=old,
                        occasion=now,
                        now=now,
                        not_after=now + _A_WEEK,
                    )
            return after


def shares_with(db: Database, reservist: Reservist, channel: str) -> list[Reservist]:
    """Those on the list who are reached at the same address by that channel."""
    if channel == "sms":
        return people.at_address(db, mobile=reservist.mobile) if reservist.mobile else []
    return people.at_address(db, email=reservist.email) if reservist.email else []
