"""Takes invitations back: because the center needs the dose, or has it no more (R16, R20)."""

from datetime import date

from qvax_cli.loop.notify import tell
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.rank import rank
from qvax_cli.store import events, invitations, outbox, people
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.offers import Offer


def withdraw(db: Database, invitation: Invitation, offer: Offer, *, now: Instant, told: bool = True) -> Invitation:
    """Cancels a live or confirmed invitation. Whoever heard of it is told, unless better news is on its way to them
    (`told`=False); who did not hear of it is spared a message."""
    changed = invitations.change(db, invitation, "cancelled")
    assert changed is not None, "read and changed under one write lock"
    outbox.drop(db, invitation.id, None, "the invitation was withdrawn")
    if told and invitation.state != "queued":
        tell(db, invitation, offer, "cancelled", now=now)
    events.record(
        db,
        "withdrawn",
        now,
        center=offer.center_id,
        offer=offer.id,
        invitation=invitation.id,
        reservist=invitation.reservist_id,
    )
    return changed


def make_room(db: Database, offer: Offer, places: int, *, now: Instant) -> list[Invitation]:
    """Withdraws the youngest live invitations until confirmed and live ones together take at most `places`."""
    too_many = offer.confirmed + offer.pending - places
    if too_many <= 0:
        return []
    live = sorted(invitations.live_of(db, offer.id), key=lambda i: _turn(db, i), reverse=True)
    return [withdraw(db, invitation, offer, now=now) for invitation in live[:too_many]]


def _turn(db: Database, invitation: Invitation) -> int:
    reservist = people.by_id(db, invitation.reservist_id)
    return rank(date.fromisoformat(reservist.birth_date), reservist.lot)
