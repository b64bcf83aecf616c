"""What became of a confirmed person: cancelled, did not come, or vaccinated (R19, R22)."""

from qvax_cli.errors import Refused
from qvax_cli.loop.availability import take_away
from qvax_cli.loop.move import move
from qvax_cli.loop.notify import tell
from qvax_cli.rules.invitation import AWAITED
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import availability, exclusions, handoffs, offers, people
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.offers import Offer


def cancel(db: Database, invitation: Invitation, *, now: Instant) -> Invitation:
    """A confirmed person does not want the dose after all: it is free again (R19)."""
    offer = offers.get(db, invitation.offer_id)
    changed = _from_confirmed(db, invitation, offer, "cancelled", now)
    if changed is not invitation:
        people.seen(db, invitation.reservist_id, now)
    return changed


def no_show(db: Database, invitation: Invitation, *, now: Instant) -> Invitation:
    """A confirmed person did not come: the dose is free again, and it counts as silence (R18, R19)."""
    offer = offers.get(db, invitation.offer_id)
    changed = _from_confirmed(db, invitation, offer, "no_show", now)
    if changed is not invitation:
        take_away(db, invitation)
        tell(db, invitation, offer, "no_show", now=now)
    return changed


def vaccinated(db: Database, invitation: Invitation, *, now: Instant) -> Invitation:
    """The person had the dose: they leave the list for good and are sent on for the second one (R22)."""
    offer = offers.get(db, invitation.offer_id)
    changed = _from_confirmed(db, invitation, offer, "vaccinated", now)
    if changed is not invitation:
        reservist = people.by_id(db, invitation.reservist_id)
        availability.drop(db, reservist)
        exclusions.add(db, reservist.number, "vaccinated")
        people.vaccinated(db, reservist.id, now)
        handoffs.add(db, invitation.id, now)
        tell(db, invitation, offer, "second_dose", now=now)
    return changed


def _from_confirmed(db: Database, invitation: Invitation, offer: Offer, state: str, now: Instant) -> Invitation:
    """Moves a confirmed invitation on; one that is there already is returned as it is. Refused otherwise."""
    if invitation.state == state:
        return invitation
    if invitation.state != "confirmed":
        raise Refused(f"{invitation.code} is {invitation.state.replace('_', ' ')}, not confirmed", _hint(invitation))
    what = state.replace("_", " ")
    return move(db, invitation, offer, state, what=what, now=now, untrue="no longer true")


def _hint(invitation: Invitation) -> str:
    if invitation.state in AWAITED:
        return f"record the answer first: qvax respond {invitation.code} yes (or no)"
    return f"see what happened: qvax status {invitation.offer_id}"
