"""What follows a change: the doses of an offer that nobody holds find their people (R12)."""

from collections.abc import Iterable
from dataclasses import dataclass

from qvax_cli.loop.invite import invite
from qvax_cli.loop.reach import Reach
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import offers
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database


@dataclass(frozen=True)
class Settled:
    """What followed. invited: who was asked, in order, and those among them whom no channel reaches, undeliverable."""

    invited: tuple[Asked, ...] = ()

    def __add__(self, other: "Settled") -> "Settled":
        return Settled(self.invited + other.invited)


def settle(db: Database, concerned: Iterable[int], reach: Reach, *, now: Instant) -> Settled:
    """Brings these offers, by id, in order again, in the transaction of what has changed them.

    Whatever frees a dose, answers, expires or amends ends with this; for an offer in which nothing is to be done it
    does nothing.
    """
    settled = Settled()
    for offer_id in concerned:
        settled += _one(db, offer_id, reach, now)
    return settled


def _one(db: Database, offer_id: int, reach: Reach, now: Instant) -> Settled:
    """Invites for every dose that is neither confirmed nor covered. In quiet hours nobody is asked: who comes next is
    decided when they are over, by what the list says then."""
    offer = offers.get(db, offer_id)
    missing = offer.uncovered if offer.invites(now) else 0
    if missing <= 0 or reach.quiet_until(offer.center_id, "invitation", now):
        return Settled()
    return Settled(tuple(invite(db, offer, missing, reach, now=now)))
