"""More people are asked than there are doses: how they stand, who of them gets one and until when they wait for it
(R26 to R30)."""

from collections.abc import Iterable

from qvax_cli.rules import allocation
from qvax_cli.rules.invitation import AWAITED, PLACED
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import invitations
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.offers import Offer

#: What an invitation is to the rules on who gets a dose; anything else can bring no yes any more.
_STATES: dict[str, allocation.State] = {
    **dict.fromkeys(AWAITED, "waiting"),
    **dict.fromkeys(PLACED, "confirmed"),
    "standby": "standby",
    "released": "released",
}


def people_of(held: Iterable[Invitation]) -> list[allocation.Asked]:
    """Invitations of an offer as the rules see them. Of the erased no rank is left, and nothing to decide."""
    return [_person(one) for one in held if one.rank is not None]


def _person(one: Invitation) -> allocation.Asked:
    return allocation.Asked(
        key=one.id,
        rank=one.rank or 0,
        state=_STATES.get(one.state, "settled"),
        asked_at=one.asked_at,
        handed_over_at=one.sent_at,
        expires_at=None if one.state == "undeliverable" else one.expires_at,
        answer="yes" if one.answer == "yes" else "no" if one.answer == "no" else None,
        answered_at=one.answered_at,
        settled_at=one.settled_at,
    )


def fits(db: Database, asked: Asked, received_at: Instant, now: Instant) -> bool:
    """Whether a yes received at that moment is confirmed at once (R28)."""
    held = invitations.of_offer(db, asked.offer.id)
    yes = asked.invitation._replace(state="standby", answer="yes", answered_at=received_at)
    people = people_of(yes if one.id == yes.id else one for one in held)
    return any(person.key == yes.id for person in allocation.to_confirm(asked.offer.supply, people, now=now))


def hears_by(db: Database, invitation_id: int, offer: Offer, *, now: Instant) -> Instant:
    """Until when somebody on standby hears whether they get a dose, at the latest (R29)."""
    people = people_of(invitations.of_offer(db, offer.id))
    person = next((one for one in people if one.key == invitation_id), None)
    if person is None:
        return offer.supply.answers_until
    return allocation.hears_by(offer.supply, people, person, now=now)
