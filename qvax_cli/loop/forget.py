"""Takes people off the list: on their request, and when their retention is over (R7, R23).

Apart from register.py, so that an evening at the desk does not load what checks registrations.
"""

from collections.abc import Sequence

from qvax_cli.loop.withdraw import withdraw
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import (
    asked,
    attempts,
    availability,
    events,
    exclusions,
    invitations,
    outbox,
    people,
    repeats,
    replies,
    visits,
)
from qvax_cli.store.database import Database
from qvax_cli.store.people import Reservist


def forget(db: Database, reservist: Reservist, *, now: Instant) -> tuple[int, ...]:
    """Erases a person on their request (R7); the offers that may have a dose to give again."""
    if reservist.state == "erased":
        return ()
    held = asked.held_by(db, reservist.id)
    if held is not None:
        withdraw(db, held, now=now)
    why = "vaccinated" if reservist.state == "vaccinated" else "withdrawn"
    exclusions.add(db, reservist.number, why)
    erase(db, [reservist], "erased on request", now=now)
    return () if held is None else (held.offer.id,)


def erase(db: Database, reservists: Sequence[Reservist], what: str, *, now: Instant) -> None:
    """Takes every personal datum of people who hold no invitation, some hundreds at most, out of the database (R23)."""
    ids = [one.id for one in reservists]
    held = invitations.ids_of(db, ids)
    addresses = [address for one in reservists for address in (one.email, one.mobile) if address]
    availability.drop(db, *reservists)
    availability.forget_withheld(db, held)
    repeats.drop(db, ids)
    visits.erase_of(db, ids)
    outbox.erase_of(db, ids)
    attempts.erase_of(db, ids)
    replies.erase_of(db, ids, addresses, now)
    invitations.erase_of(db, held)
    people.erase(db, ids, now)
    for one in reservists:
        events.record(db, what, now, center=one.center_id, reservist=one.id, facts={"state": "erased"})
