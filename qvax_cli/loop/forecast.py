"""How an offer that is going on will come out, from what is known of it (R32)."""

from qvax_cli.loop.standby import people_of
from qvax_cli.rules.forecast import Forecast, forecast
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import invitations, past_answers
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer


def forecast_of(db: Database, offer: Offer, *, now: Instant) -> Forecast | None:
    """The chance that all its doses are used, the yeses expected beyond them, and by when it will be filled; None of an
    offer that is over."""
    if not offer.in_play(now):
        return None
    people = people_of(invitations.of_offer(db, offer.id))
    return forecast(offer.supply, people, past_answers.of_center(db, offer.center_id), now=now)
