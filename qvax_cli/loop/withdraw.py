"""Takes invitations back: because the center needs the dose, or has it no more (R16, R20)."""

from qvax_cli.loop.move import move
from qvax_cli.loop.notify import tell
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import asked as store
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer


def withdraw(db: Database, asked: Asked, *, now: Instant, told: bool = True) -> Asked:
    """Cancels a live or confirmed invitation. Whoever heard of it is told, unless better news is on its way to them
    (`told`=False); who did not hear of it is spared a message."""
    after = move(db, asked, "cancelled", what="withdrawn", now=now, untrue="the invitation was withdrawn")
    if told and asked.invitation.state != "queued":
        tell(db, after, "taken_back" if asked.invitation.state == "confirmed" else "cancelled", now=now)
    return after


def withdraw_down_to(db: Database, offer: Offer, places: int, *, now: Instant) -> list[Asked]:
    """Withdraws the youngest live invitations until confirmed and live ones together take at most `places`."""
    too_many = offer.confirmed + offer.pending - places
    if too_many <= 0:
        return []
    live = sorted(store.live_of_offer(db, offer.id), key=lambda one: one.invitation.rank or 0, reverse=True)
    return [withdraw(db, one, now=now) for one in live[:too_many]]
