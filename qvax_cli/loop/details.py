"""Changes how a person is reached, in which language, and at which center they are asked (R1, R4, R5)."""

from typing import NamedTuple

from qvax_cli.errors import Refused
from qvax_cli.messages import LANGUAGES
from qvax_cli.rules import contact
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.log_chain import commitment
from qvax_cli.store import availability, centers, events, people
from qvax_cli.store.database import Database
from qvax_cli.store.people import Reservist


class Details(NamedTuple):
    """What somebody gives, as it was typed; None: it stays as it is. email, mobile, contact_name: "" takes it away."""

    email: str | None = None
    mobile: str | None = None
    contact_name: str | None = None
    language: str | None = None
    center: str | None = None


def change_details(db: Database, reservist: Reservist, given: Details, *, now: Instant) -> Reservist:
    """The person with what was given, in the caller's transaction; Complaint, NotFound, Refused."""
    if reservist.state != "listed":
        raise Refused(f"reservist {reservist.id} is not on the list any more ({reservist.state})", cause="not_listed")
    center = reservist.center_id if given.center is None else centers.taking_part(db, given.center).id
    after = _with(reservist, given)._replace(center_id=center)
    if after == reservist:
        return reservist
    people.change(db, after)
    people.seen(db, reservist.id, now)
    changed = [
        name for name in Details._fields if name != "center" and getattr(after, name) != getattr(reservist, name)
    ]
    if changed:
        events.record(
            db, "details changed", now, center=center, reservist=reservist.id, detail=", ".join(sorted(changed))
        )
    if center != reservist.center_id:
        _move(db, reservist, after, now)
    return after


def _with(reservist: Reservist, given: Details) -> Reservist:
    """The person with what was given of contact and language. Complaint."""
    after = reservist
    if given.email is not None:
        after = after._replace(email=contact.email(given.email) if given.email else None)
    if given.mobile is not None:
        after = after._replace(mobile=contact.mobile(given.mobile) if given.mobile else None)
    if given.contact_name is not None:
        name = contact.name(given.contact_name, "contact_name") if given.contact_name else None
        after = after._replace(contact_name=name)
    if given.language is not None:
        if given.language not in LANGUAGES:
            raise Complaint("language", "is none of the languages of the messages", "write fr, nl, de or en")
        after = after._replace(language=given.language)
    if not after.email and not after.mobile:
        raise Complaint("email", "neither an e-mail address nor a mobile number would be left", "give at least one")
    return after


def _move(db: Database, before: Reservist, after: Reservist, now: Instant) -> None:
    """The windows are found at the other center from now on."""
    windows = availability.of(db, before.id)
    availability.drop(db, before)
    availability.replace(db, after, windows)
    bound = commitment(after.birth_date, after.lot, people.salt(db, after.id))
    facts = {"commitment": bound, "windows": windows}
    events.record(db, "center changed", now, center=after.center_id, reservist=after.id, facts=facts)
