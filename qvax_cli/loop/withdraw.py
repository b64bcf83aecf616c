"""Takes invitations back: because the center needs the dose, or has it no more (R16, R20)."""

from datetime import date

from qvax_cli.loop.move import move
from qvax_cli.loop.notify import tell
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.rank import rank
from qvax_cli.store import invitations, people
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.offers import Offer


def withdraw(db: Database, invitation: Invitation, offer: Offer, *, now: Instant, told: bool = True) -> Invitation:
    """Cancels a live or confirmed invitation. Whoever heard of it is told, unless better news is on its way to them
    (`told`=False); who did not hear of it is spared a message."""
    changed = move(db, invitation, offer, "cancelled", what="withdrawn", now=now, untrue="the invitation was withdrawn")
    if told and invitation.state != "queued":
        tell(db, invitation, offer, "cancelled", now=now)
    return changed


def withdraw_down_to(db: Database, offer: Offer, places: int, *, now: Instant) -> list[Invitation]:
    """Withdraws the youngest live invitations until confirmed and live ones together take at most `places`."""
    too_many = offer.confirmed + offer.pending - places
    if too_many <= 0:
        return []
    live = sorted(invitations.live_of(db, offer.id), key=lambda i: _rank(db, i), reverse=True)
    return [withdraw(db, invitation, offer, now=now) for invitation in live[:too_many]]


def _rank(db: Database, invitation: Invitation) -> int:
    reservist = people.by_id(db, invitation.reservist_id)
    return rank(date.fromisoformat(reservist.birth_date), reservist.lot)
