"""How an offer that is going on will come out, from what is known of it (R32)."""

from itertools import islice

from qvax_cli.loop.candidates import candidates
from qvax_cli.loop.standby import people_of
from qvax_cli.rules.forecast import Forecast, forecast, forecast_at_start
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import invitations, past_answers, troubles
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer

#: So many more people to ask, in all or a dose, are as good as any number.
_MANY, _ENOUGH = 500, 60


def forecast_of(db: Database, offer: Offer, *, now: Instant) -> Forecast | None:
    """The chance that all its doses are used, the yeses expected beyond them, and by when it will be filled; None of an
    offer that is over."""
    if not offer.in_play(now):
        return None
    with db.read():
        people = people_of(invitations.of_offer(db, offer.id))
        past = past_answers.of_center(db, offer.center_id)
        unread = troubles.unread_since(db)
        others = _others(db, offer, now) if offer.invites(now) else 0
    return forecast(offer.supply, people, past, now=now, read_until=unread, available=others)


def with_standby(db: Database, offer: Offer, surplus: float) -> float:
    """The chance that all doses of an offer would have been used, had it been announced with standby: with the people
    who were asked for it, and those who could have been."""
    with db.read():
        asked = len(invitations.of_offer(db, offer.id))
        others = _others(db, offer, offer.opened_at)
        past = past_answers.of_center(db, offer.center_id)
    supply = offer.supply._replace(confirmed=0, surplus=surplus)
    return forecast_at_start(supply, past, now=offer.opened_at, available=asked + others).used


def _others(db: Database, offer: Offer, now: Instant) -> int:
    """How many more people could be asked then, of whom some are enough; in the caller's transaction, as candidates."""
    return sum(1 for _ in islice(candidates(db, offer, now=now), min(_MANY, _ENOUGH * offer.doses)))
