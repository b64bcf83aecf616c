"""Why somebody was asked for an offer or was not, as it stood at each round, from the log alone (R35)."""

from dataclasses import dataclass, field
from itertools import starmap
from typing import NamedTuple

from qvax_cli.audit.chain import Event, Row, read
from qvax_cli.audit.eligible import fits, of_age, overlap
from qvax_cli.audit.state import Facts, Invitation, Offer, Person, World
from qvax_cli.errors import Refused
from qvax_cli.store import replay
from qvax_cli.store.database import Database

#: Why somebody was not asked, from the nearest to the dose on: of several rounds the nearest counts.
NOT_ASKED = (
    "passed_over",  # could have been asked, and somebody younger was: a fault, which an audit names
    "older_first",
    "by_lot",  # the last one asked was born on the same day
    "asked_before_first",  # the doses that came back went to people who had been asked before (R30)
    "nobody_asked",
    "erased",  # could have been asked, and the birth date is gone
    "holding",
    "window_too_short",
    "silent",
    "no_window",
    "age_limits",
    "other_center",
    "left",
    "not_registered",
)
#: What became of somebody who was asked, by the state of the invitation, else by the event that led there.
ASKED = {
    "queued": "queued",
    "sent": "asked",
    "standby": "standby",
    "confirmed": "confirmed",
    "vaccinated": "vaccinated",
    "no_show": "no_show",
    "declined": "declined",
    "expired": "expired",
    "too_late": "too_late",
    "released": "released",
    "undeliverable": "not_reached",
    "withdrawn": "withdrawn",
    "offer cancelled": "called_off",
    "erased on request": "left_since",
    "cancelled": "given_back",
    "ended with the inbox unread": "unread",
}


class Explained(NamedTuple):
    """Why. reason: one of NOT_ASKED, or a value of ASKED. Of somebody who was asked: when they were chosen, and until
    when they could answer, in seconds UTC. older: how many older people were asked; born: the year of birth of the last
    of them; goes_on: whether they can still be asked."""

    reservist: int
    offer: Offer
    reason: str
    asked: int | None = None
    due: int | None = None
    older: int = 0
    born: int | None = None
    goes_on: bool = False


def explain(db: Database, reservist: int, offer: int, *, now: int) -> Explained:
    """Why this person was asked for this offer or was not. Refused when the log does not tell, because the offer was
    opened before it was complete."""
    with db.read():
        events = read(starmap(Row, replay.events(db)), replay.portions(db)).events
        beside = {number: Facts(*facts) for number, facts in replay.facts(db).items()}
    watch = _Watch(World(beside), reservist, offer)
    for event in events:
        watch.play(event)
    return watch.told(now)


@dataclass
class _Watch:
    """Plays the log with an eye on one person and one offer. `opened`: the log tells how it was opened; `silenced`: the
    person's windows were taken for silence; `ended_by` and `ended_at`: what happened last to their invitation, when;
    `chosen`: who was asked since the last round; `rounds`: why not them, in each."""

    world: World
    reservist: int
    offer_id: int
    opened: bool = False
    silenced: bool = False
    ended_by: str = ""
    ended_at: int = 0
    chosen: list[int] = field(default_factory=list)
    rounds: list[Explained] = field(default_factory=list)

    def play(self, event: Event) -> None:
        """One event: applied, and looked at."""
        first = event.invitation is not None and event.invitation not in self.world.invitations
        self.world.apply(event)
        if event.reservist == self.reservist and "windows" in event.facts:
            self.silenced = event.what == "availability withheld"
        if self._led_to_it(event):
            self.ended_by = event.what
        if event.offer != self.offer_id:
            return
        if first and event.reservist is not None:
            self.chosen.append(event.reservist)
        if event.reservist == self.reservist and "state" in event.facts:
            called_off = event.what == "withdrawn" and self.world.offers[self.offer_id].state == "cancelled"
            self.ended_by, self.ended_at = "offer cancelled" if called_off else event.what, event.at
        if event.what == "offer opened" and "until" in event.facts:
            self.opened = True
            self.rounds.append(self._why_not(event.at))  # stands where no round follows
        elif event.what == "round":
            self.rounds.append(self._why_not(event.at))
            self.chosen.clear()

    def _led_to_it(self, event: Event) -> bool:
        """Whether this is why their invitation was withdrawn: the log names the reason in the same step, after it."""
        if self.ended_by != "withdrawn" or event.at != self.ended_at:
            return False
        if event.what == "offer cancelled":
            return event.offer == self.offer_id
        return event.what == "erased on request" and event.reservist == self.reservist

    def told(self, now: int) -> Explained:
        """What there is to say, as it stands at the end of the log."""
        offer = self.world.offers.get(self.offer_id)
        one = next((one for one in offer.asked.values() if one.reservist == self.reservist), None) if offer else None
        if offer is not None and one is not None:
            return self._asked(offer, one)
        if offer is None or not self.opened:
            raise Refused(
                f"offer {self.offer_id} was opened before the log was complete, so nobody can tell any more",
                cause="before_the_log",
            )
        rounds = self.rounds[1:] or self.rounds
        nearest = min(reversed(rounds), key=lambda told: NOT_ASKED.index(told.reason))
        person = self.world.people.get(self.reservist)
        if person is None:  # had left the list before the log was complete
            return nearest._replace(reason="left")
        asks_yet = offer.state == "open" and now <= offer.answers_until - offer.last_call
        return nearest._replace(goes_on=asks_yet and fits(person, offer, now))

    def _asked(self, offer: Offer, one: Invitation) -> Explained:
        reason = ASKED.get(self.ended_by) if one.state == "cancelled" else ASKED[one.state]
        return Explained(self.reservist, offer, reason or "withdrawn", one.asked, one.expires)

    def _why_not(self, at: int) -> Explained:
        """Why they were not asked at this moment, or could not be."""
        offer, person = self.world.offers[self.offer_id], self.world.people.get(self.reservist)
        if person is None:
            return Explained(self.reservist, offer, "not_registered")
        if not fits(person, offer, at):
            return Explained(self.reservist, offer, self._unfit(person, offer, at))
        if person.holds is not None:
            return Explained(self.reservist, offer, "holding")
        return self._outranked(person, offer)

    def _unfit(self, person: Person, offer: Offer, at: int) -> str:
        if not person.listed:
            return "left"
        if person.center != offer.center:
            return "other_center"
        if not of_age(person, offer):
            return "age_limits"
        if overlap(person, offer, at) > 0:
            return "window_too_short"
        return "silent" if self.silenced else "no_window"

    def _outranked(self, person: Person, offer: Offer) -> Explained:
        """They could have come: others were asked, who are older unless something went wrong."""
        known = self.world.people
        if not offer.asked:
            return Explained(self.reservist, offer, "nobody_asked")
        if person.rank is None:
            return Explained(self.reservist, offer, "erased")
        ranks = {one.reservist: known[one.reservist].rank for one in offer.asked.values() if one.reservist in known}
        if any((rank := ranks.get(number)) is not None and rank > person.rank for number in self.chosen):
            return Explained(self.reservist, offer, "passed_over")
        before = [rank for rank in ranks.values() if rank is None or rank < person.rank]
        older = sum(rank is None or rank[0] < person.rank[0] for rank in before)
        last = max((rank[0] for rank in before if rank is not None), default=None)
        if last == person.born:
            return Explained(self.reservist, offer, "by_lot", older=older)
        born = int(last[:4]) if last else None
        return Explained(
            self.reservist, offer, "older_first" if older else "asked_before_first", older=older, born=born
        )
