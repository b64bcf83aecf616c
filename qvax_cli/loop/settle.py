"""What follows a change: the doses of an offer that nobody holds find their people (R12, R26 to R30)."""

from collections.abc import Iterable
from typing import NamedTuple

from qvax_cli.loop.candidates import to_ask_again
from qvax_cli.loop.invite import ask_again, invite
from qvax_cli.loop.move import move
from qvax_cli.loop.notify import tell
from qvax_cli.loop.reach import Reach
from qvax_cli.loop.standby import people_of
from qvax_cli.rules import allocation
from qvax_cli.rules.allocation import Supply
from qvax_cli.rules.answer_rate import Past
from qvax_cli.rules.asking import to_ask
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import asked as store
from qvax_cli.store import events, invitations, offers, past_answers, rounds, troubles
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer
from qvax_cli.store.operators import kept_to


class Settled(NamedTuple):
    """What followed. invited: who was asked, in order, and those among them whom no channel reaches, undeliverable;
    confirmed: who was on standby and has a dose now; released: who was asked and can get none any more."""

    invited: tuple[Asked, ...] = ()
    confirmed: tuple[Asked, ...] = ()
    released: tuple[Asked, ...] = ()

    def __add__(self, other: "Settled") -> "Settled":  # type: ignore[override]
        return Settled(self.invited + other.invited, self.confirmed + other.confirmed, self.released + other.released)

    def at(self, center_id: int | None) -> "Settled":
        """What followed at one center; at all for None."""
        if center_id is None:
            return self
        parts = (self.invited, self.confirmed, self.released)
        return Settled(*(tuple(one for one in part if one.center.id == center_id) for part in parts))


def settle(db: Database, concerned: Iterable[int], reach: Reach, *, now: Instant) -> Settled:
    """Brings these offers, by id, in order again, in the transaction of what has changed them.

    Whatever frees a dose, answers, expires or amends ends with this; for an offer in which nothing is to be done it
    does nothing.
    """
    settled = Settled()
    for offer_id in concerned:
        settled += _one(db, offer_id, reach, now)
    return settled


def _one(db: Database, offer_id: int, reach: Reach, now: Instant) -> Settled:
    offer = offers.get(db, offer_id)
    if db.by_login and kept_to(db) not in (None, offer.center_id):
        return Settled()  # the server shows nobody of that center here: its own next round sees to it
    if offer.policy == "strict" and not (offer.uncovered and offer.invites(now)):
        return Settled()  # nobody waits there, so there is nothing else to be done
    wait = offer.honours(now) and offer.standby + offer.pending
    if not (wait or offer.invites(now)):
        return Settled()
    confirmed: list[Asked] = []
    released: list[Asked] = []
    people = people_of(invitations.of_offer(db, offer_id))
    if wait and (confirmed := _confirm(db, offer, people, now=now)):
        offer, people = offers.get(db, offer_id), people_of(invitations.of_offer(db, offer_id))
    if wait and (released := _release(db, offer.supply, people, now=now)):
        people = people_of(invitations.of_offer(db, offer_id))
    return Settled(tuple(_ask(db, offer, people, reach, now)), tuple(confirmed), tuple(released))


def _confirm(db: Database, offer: Offer, people: list[allocation.Asked], *, now: Instant) -> list[Asked]:
    """Confirms those on standby for whom there is a dose now, oldest first (R28, R29)."""
    keys = [person.key for person in allocation.to_confirm(offer.supply, people, now=now)]
    confirmed = []
    for one in store.by_ids(db, keys):
        after = move(db, one, "confirmed", what="confirmed", now=now, untrue="a dose was found")
        tell(db, after, "confirmation", now=now)
        confirmed.append(after)
    return confirmed


def _release(db: Database, supply: Supply, people: list[allocation.Asked], *, now: Instant) -> list[Asked]:
    """Lets those go who can get no dose any more (R30): no silence, and their windows stay. Whoever heard of it is
    told."""
    keys = [person.key for person in allocation.to_release(supply, people, now=now)]
    released = []
    for one in store.by_ids(db, keys):
        after = move(db, one, "released", what="released", now=now, untrue="all doses are taken")
        if one.invitation.state != "queued":
            tell(db, after, "released", now=now)
        released.append(after)
    return released


def _ask(db: Database, offer: Offer, people: list[allocation.Asked], reach: Reach, now: Instant) -> list[Asked]:
    """Asks as many as the policy allows: first those who were let go before the dose came back (R30), then new ones. In
    quiet hours nobody is asked: who comes next is decided when they are over, by what the list says then."""
    if not offer.invites(now) or reach.quiet_until(offer.center_id, "invitation", now):
        return []
    able = to_ask_again(db, people, now=now)
    keys = {one.invitation.id for one in able}
    people = [
        person._replace(state="settled") if person.state == "released" and person.key not in keys else person
        for person in people
    ]
    if offer.policy == "strict":  # asks one a dose, whatever the past says
        reckoning = to_ask(offer.supply, people, Past(), now=now)
    else:
        # Nobody is taken for silent while their answer may lie in an inbox that cannot be read.
        read_until = troubles.unread_since(db)
        reckoning = to_ask(
            offer.supply, people, past_answers.learned(db, offer.center_id), now=now, read_until=read_until
        )
    if reckoning.ask <= 0:
        return []
    again = ask_again(db, able[: reckoning.ask], now=now)
    asked = [*again, *invite(db, offer, reckoning.ask - len(again), reach, now=now)]
    if asked:
        rounds.add(db, offer.id, at=now, asked=len(asked), reckoning=reckoning._asdict())
        facts = {"people": len(asked), **reckoning._asdict()}
        events.record(db, "round", now, center=offer.center_id, offer=offer.id, facts=facts)
    return asked
