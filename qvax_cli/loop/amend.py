"""The center changes its mind about an offer: other doses, or none at all (R20)."""

from qvax_cli.errors import Refused
from qvax_cli.loop.announce import check_doses
from qvax_cli.loop.withdraw import withdraw, withdraw_down_to
from qvax_cli.rules.invitation import HOLDS, LIVE
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import asked, events, offers
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer


def change_doses(db: Database, offer: Offer, doses: int, *, now: Instant) -> list[Asked]:
    """Sets the number of doses; returns the invitations that had to be withdrawn. Complaint, Refused."""
    check_doses(doses)
    _still_going(offer, now)
    if doses < offer.confirmed:
        raise Refused(
            f"{offer.confirmed} doses of offer {offer.id} are promised already, so there cannot be fewer",
            "take back a promise first",
            cause="doses_promised",
        )
    if doses == offer.doses:
        return []
    # On standby more people are asked than there are doses: who has one too many is found when the offer is settled.
    withdrawn = withdraw_down_to(db, offer, doses, now=now) if offer.policy == "strict" else []
    offers.set_doses(db, offer.id, doses)
    detail, facts = f"{offer.doses} to {doses}", {"doses": doses}
    events.record(db, "doses changed", now, center=offer.center_id, offer=offer.id, detail=detail, facts=facts)
    return withdrawn


def close(db: Database, offer: Offer, *, release_confirmed: bool, now: Instant) -> list[Asked]:
    """Cancels an offer; returns the invitations that were taken back. Refused when it is over already."""
    if offer.state == "cancelled" and not release_confirmed:
        return []
    if offer.state != "cancelled":
        _still_going(offer, now)
    states = HOLDS if release_confirmed else LIVE
    taken_back = [withdraw(db, one, now=now) for one in asked.of_offer(db, offer.id) if one.invitation.state in states]
    offers.cancel(db, offer.id)
    if offer.state != "cancelled":
        facts = {"state": "cancelled"}
        events.record(db, "offer cancelled", now, center=offer.center_id, offer=offer.id, facts=facts)
    return taken_back


def _still_going(offer: Offer, now: Instant) -> None:
    if offer.state == "cancelled":
        raise Refused(f"offer {offer.id} was cancelled", "announce a new one", cause="offer_cancelled")
    if not offer.in_play(now):
        raise Refused(f"offer {offer.id} is over", "announce a new one", cause="offer_over")
