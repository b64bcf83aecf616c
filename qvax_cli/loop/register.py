"""Puts people on the list, keeps their availability, and takes them off it on request (R6 to R8)."""

from collections.abc import Iterable, Sequence

from qvax_cli.errors import Known, Refused
from qvax_cli.loop.withdraw import withdraw
from qvax_cli.registrations import Registration, as_person
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.log_chain import commitment, draw_salts
from qvax_cli.rules.rank import draw_lot
from qvax_cli.rules.windows import Window, merge
from qvax_cli.store import (
    asked,
    attempts,
    availability,
    centers,
    events,
    exclusions,
    invitations,
    outbox,
    people,
    replies,
)
from qvax_cli.store.database import Database
from qvax_cli.store.people import Reservist


def register(
    db: Database, registration: Registration, *, readmit: bool, source: str = "desk", now: Instant
) -> Reservist:
    """Adds one person, in the caller's transaction. Refused when the number is on the list or has left it."""
    why = refuse_known(db, registration.number, readmit=readmit)
    exclusions.readmit(db, registration.number)
    center = centers.get(db, registration.center).id
    (salt,) = draw_salts(1)
    reservist = people.add(db, as_person(registration, center), source=source, lot=draw_lot(), salt=salt, now=now)
    windows = registration.windows or ()
    availability.replace(db, reservist, windows)
    bound = commitment(reservist.birth_date, reservist.lot, salt)
    facts = {"source": source, "commitment": bound, "windows": windows}
    events.record(db, "readmitted" if why else "registered", now, center=center, reservist=reservist.id, facts=facts)
    return reservist


def refuse_known(db: Database, number: str, *, readmit: bool) -> str | None:
    """Refused when this number is on the list or has left it (R6, R7); else why it had left, for who is put back."""
    known = people.by_number(db, number)
    if known is not None and known.state == "listed":
        raise Known("this national number is on the list already", cause="already_listed", reservist=known.id)
    why = exclusions.why(db, number)
    if why == "vaccinated":
        raise Known("this person was vaccinated and has left the list for good", cause="left_vaccinated")
    if why == "withdrawn" and not readmit:
        raise Known("this person asked to be erased from the list", cause="left_on_request")
    return why


def set_availability(
    db: Database, reservist: Reservist, windows: Iterable[Window], *, add: bool, now: Instant
) -> tuple[Window, ...]:
    """Replaces the person's windows, or adds to them (R8); the windows that they have then."""
    if reservist.state != "listed":
        raise Refused(f"reservist {reservist.id} is not on the list any more ({reservist.state})", cause="not_listed")
    kept = availability.of(db, reservist.id) if add else ()
    then = merge([*windows, *(window for window in kept if window.end > now)])
    availability.replace(db, reservist, then)
    people.seen(db, reservist.id, now)
    events.record(
        db,
        "availability set" if then else "availability cleared",
        now,
        center=reservist.center_id,
        reservist=reservist.id,
        facts={"windows": then},
    )
    return then


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
    outbox.erase_of(db, held)
    attempts.erase_of(db, held)
    replies.erase_of(db, held, addresses)
    invitations.erase_of(db, held)
    people.erase(db, ids, now)
    for one in reservists:
        events.record(db, what, now, center=one.center_id, reservist=one.id, facts={"state": "erased"})
