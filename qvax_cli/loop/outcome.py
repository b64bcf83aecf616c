"""What became of a confirmed person: cancelled, did not come, or vaccinated (R19, R22)."""

from qvax_cli.errors import Refused
from qvax_cli.loop.availability import take_away
from qvax_cli.loop.move import move
from qvax_cli.loop.notify import tell
from qvax_cli.rules.invitation import AWAITED
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import availability, exclusions, handoffs, people
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database


def cancel(db: Database, asked: Asked, *, now: Instant) -> Asked:
    """A confirmed person does not want the dose after all: it is free again (R19). Or somebody on standby."""
    if asked.invitation.state == "standby":
        people.seen(db, asked.reservist.id, now)
        after = move(db, asked, "cancelled", what="cancelled", now=now, untrue="no longer true")
        tell(db, after, "declined", now=now)
        return after
    after = _from_confirmed(db, asked, "cancelled", now)
    if after is not asked:
        people.seen(db, asked.reservist.id, now)
        tell(db, after, "freed", now=now)
    return after


def no_show(db: Database, asked: Asked, *, now: Instant) -> Asked:
    """A confirmed person did not come: the dose is free again, and it counts as silence (R18, R19)."""
    after = _from_confirmed(db, asked, "no_show", now)
    if after is not asked:
        take_away(db, after, now=now)
        tell(db, after, "no_show", now=now)
    return after


def vaccinated(db: Database, asked: Asked, *, now: Instant) -> Asked:
    """The person had the dose: they leave the list for good and are sent on for the second one (R22)."""
    after = _from_confirmed(db, asked, "vaccinated", now)
    if after is not asked:
        availability.drop(db, asked.reservist)
        exclusions.add(db, asked.reservist.number, "vaccinated")
        people.vaccinated(db, asked.reservist.id, now)
        handoffs.add(db, asked.invitation.id, now)
        tell(db, after, "second_dose", now=now)
    return after


def _from_confirmed(db: Database, asked: Asked, state: str, now: Instant) -> Asked:
    """Moves a confirmed invitation on; one that is there already is returned as it is. Refused otherwise."""
    invitation = asked.invitation
    # What the center took back before anybody had said yes is nobody's dose: there is nothing to cancel.
    if invitation.state == state and invitation.answered_at is not None:
        return asked
    if invitation.state != "confirmed":
        raise Refused(
            f"{invitation.code} is {invitation.state.replace('_', ' ')}, not confirmed",
            cause="unanswered" if invitation.state in AWAITED else "not_confirmed",
            code=invitation.code,
            offer=invitation.offer_id,
        )
    return move(db, asked, state, what=state.replace("_", " "), now=now, untrue="no longer true")
