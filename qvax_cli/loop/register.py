"""Puts people on the list and keeps their availability (R6, R8)."""

from collections.abc import Iterable

from qvax_cli.errors import KnownPerson, Refused
from qvax_cli.registrations import Registration, as_person
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.log_chain import commitment, draw_salts
from qvax_cli.rules.rank import draw_lot
from qvax_cli.rules.week import coming, of_text
from qvax_cli.rules.windows import AHEAD, Window, merge
from qvax_cli.store import availability, centers, events, exclusions, people, repeats
from qvax_cli.store.database import Database
from qvax_cli.store.operators import kept_to
from qvax_cli.store.people import Reservist

_ELSEWHERE = "this national number is on a list already"


def register(
    db: Database, registration: Registration, *, readmit: bool, source: str = "desk", now: Instant
) -> Reservist:
    """Adds one person, in the caller's transaction. Refused when the number is on the list or has left it."""
    why = refuse_known(db, registration.number, readmit=readmit)
    exclusions.readmit(db, registration.number)
    center = centers.get(db, registration.center).id
    (salt,) = draw_salts(1)
    reservist = people.add(db, as_person(registration, center), source=source, lot=draw_lot(), salt=salt, now=now)
    windows: tuple[Window, ...] = registration.windows or ()
    if registration.repeat:
        windows = merge([*windows, *coming(of_text(registration.repeat), now, now + AHEAD)])
        repeats.put(db, [(reservist.id, registration.repeat, now + AHEAD)])
    availability.replace(db, reservist, windows)
    bound = commitment(reservist.birth_date, reservist.lot, salt)
    facts = {"source": source, "commitment": bound, "windows": windows}
    events.record(db, "readmitted" if why else "registered", now, center=center, reservist=reservist.id, facts=facts)
    return reservist


def refuse_known(db: Database, number: str, *, readmit: bool) -> str | None:
    """Refused when this number is on the list or has left it (R6, R7); else why it had left, for who is put back."""
    known = people.by_number(db, number)
    if known is not None and known.state == "listed":
        if kept_to(db) not in (None, known.center_id):
            raise KnownPerson(_ELSEWHERE, cause="listed_elsewhere")
        raise KnownPerson("this national number is on the list already", cause="already_listed", reservist=known.id)
    if known is None and db.lists(number):
        raise KnownPerson(_ELSEWHERE, cause="listed_elsewhere")
    why = exclusions.why(db, number)
    if why == "vaccinated":
        raise KnownPerson("this person was vaccinated and has left the list for good", cause="left_vaccinated")
    if why == "withdrawn" and not readmit:
        raise KnownPerson("this person asked to be erased from the list", cause="left_on_request")
    return why


def set_availability(
    db: Database, reservist: Reservist, windows: Iterable[Window], *, add: bool, now: Instant, by: str | None = None
) -> tuple[Window, ...]:
    """Replaces the person's windows, or adds to them (R8); the windows that they have then. by: how they said so, for
    the log, where it was not at the desk."""
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
        detail=by,
        facts={"windows": then},
    )
    return then
