"""Judges each decision by the rules, from what stood when it was made (R34)."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from qvax_cli.audit.chain import Event, Fault
from qvax_cli.audit.eligible import fits
from qvax_cli.audit.state import GIVEN, WAITING, Invitation, Offer, Rank, World


@dataclass
class Looked:
    """How far down the list it was looked for somebody who could be asked. Nobody before `upto` could, but for those to
    look at `again`: something has changed about them since, or they were found."""

    upto: Rank = ("", 0)
    again: set[int] = field(default_factory=set)


@dataclass
class Judge:
    """Looks at every event before and after it is applied. `checked` and `unchecked`: by offer, how many decisions
    could be judged, and how many of people whose birth date is gone; `asked`: how many since its last round; `looked`:
    of each offer that goes on; `available`: who could come when it was opened, oldest first, where a `ledger` is
    wanted."""

    world: World
    ledger: bool = False
    faults: list[Fault] = field(default_factory=list)
    checked: Counter[int] = field(default_factory=Counter)
    unchecked: Counter[int] = field(default_factory=Counter)
    asked: Counter[int] = field(default_factory=Counter)
    looked: dict[int, Looked] = field(default_factory=dict)
    available: dict[int, list[int]] = field(default_factory=dict)

    def play(self, event: Event) -> None:
        """One event: judged, applied, and what follows from it judged."""
        offer = self.world.offers.get(event.offer or 0)
        one = self.world.invitations.get(event.invitation or 0)
        carried_over = event.what.endswith("carried over")  # decided before the log was complete
        if offer is not None and "state" in event.facts and not carried_over:
            if one is None and event.invitation is not None:
                self.asked[offer.id] += 1
                self._chosen(event, offer)
            elif one is not None and event.what == "asked again":
                self.asked[offer.id] += 1
                self._chosen_again(event, offer, one)
            elif one is not None and event.what != "taken back":  # what was so before needs no new reason (R41)
                self._became(event, offer, one)
        if event.what == "windows repeated":
            self._repeated(event)
        self.world.apply(event)
        self._follow(event)
        if event.what == "round" and offer is not None:
            self._counted(event, offer)
        if event.offer in self.world.offers and ("state" in event.facts or "doses" in event.facts):
            self._promised(event, self.world.offers[event.offer])

    def _fault(self, event: Event, rule: str, message: str, reservist: int | None = None) -> None:
        self.faults.append(Fault(event.id, rule, message, event.offer, reservist or event.reservist))

    def _chosen(self, event: Event, offer: Offer) -> None:
        """Somebody is asked for the first time: R10, R11, R12, R14, R30."""
        person = self.world.people.get(event.reservist or 0)
        if person is None or person.rank is None:
            self.unchecked[offer.id] += 1
            return
        self.checked[offer.id] += 1
        self._in_time(event, offer)
        if not fits(person, offer, event.at):
            self._fault(event, "R10", f"reservist {person.id} could not be asked for offer {offer.id}")
        if person.holds is not None:
            self._fault(event, "R14", f"reservist {person.id} held another invitation")
        for older in self._could_be_asked(offer, person.rank, event.at):
            message = f"reservist {older} is older than {person.id}, could have come, and was passed over"
            self._fault(event, "R11", message, older)
            break
        for waiting in self._let_go(offer, event.at):
            message = f"reservist {waiting.reservist} was let go before and comes before anybody new"
            self._fault(event, "R30", message, waiting.reservist)
            break

    def _chosen_again(self, event: Event, offer: Offer, one: Invitation) -> None:
        """A dose came back (R30): of those who were let go the oldest is asked."""
        person = self.world.people.get(one.reservist)
        self._in_time(event, offer)
        if person is None or person.rank is None:
            self.unchecked[offer.id] += 1
            return
        self.checked[offer.id] += 1
        if person.holds is not None:
            self._fault(event, "R14", f"reservist {person.id} held another invitation")
        for other in self._let_go(offer, event.at):
            rank = self.world.people[other.reservist].rank
            if rank is not None and rank < person.rank:
                self._fault(event, "R30", f"reservist {other.reservist} is older and was let go too", other.reservist)
                break

    def _repeated(self, event: Event) -> None:
        """Windows are made from a week for as long as it repeats: silence ends it until it is set anew (R18)."""
        person = self.world.people.get(event.reservist or 0)
        if person is not None and person.ended:
            self._fault(event, "R18", f"reservist {person.id} got windows from a week that had ended")

    def _counted(self, event: Event, offer: Offer) -> None:
        """A round tells how many were asked in it, for which their number was reckoned (R27)."""
        told, asked = event.number("people"), self.asked.pop(offer.id, 0)
        if told != asked:
            self._fault(event, "R27", f"of offer {offer.id} a round tells of {told} people, and {asked} were asked")

    def _in_time(self, event: Event, offer: Offer) -> None:
        if offer.answers_until - event.at < offer.last_call:
            self._fault(event, "R12", f"reservist {event.reservist} was asked when it was too late to answer")

    def _became(self, event: Event, offer: Offer, one: Invitation) -> None:
        """What became of somebody who was asked: R13, R15, R18, R28."""
        state, received = event.facts["state"], event.number("received")
        if event.what == "handed over":
            sent, due = event.number("sent") or 0, event.number("expires") or 0
            promised = min(sent + offer.answer, offer.answers_until)
            if due != promised:
                words = "less time than promised" if due < promised else "more time than the others"
                self._fault(event, "R13", f"reservist {one.reservist} had {words}: {due - promised:+} s")
        if state == "expired" and (one.expires is None or event.at <= one.expires):
            self._fault(event, "R18", f"reservist {one.reservist} was taken for silent before their time was over")
        if state in ("confirmed", "standby") and received is not None and one.expires and received > one.expires:
            self._fault(event, "R15", f"the yes of reservist {one.reservist} came after their time")
        if state == "confirmed" and offer.policy == "standby":
            self._byage(event, offer, one, received if received is not None else one.received)

    def _byage(self, event: Event, offer: Offer, one: Invitation, said: int | None) -> None:
        """R28: confirmed while a dose was left for everybody older who was asked before that yes, or waits too."""
        person = self.world.people.get(one.reservist)
        if person is None or person.rank is None:
            self.unchecked[offer.id] += 1
            return
        self.checked[offer.id] += 1
        waited = event.at < offer.answers_until
        before = [
            other
            for other in offer.asked.values()
            if other.id != one.id
            and (other.state == "standby" or (waited and other.state in WAITING))
            and (said is None or other.asked <= said)
            and (rank := self.world.people[other.reservist].rank) is not None
            and rank < person.rank
        ]
        if before and offer.doses - offer.count(*GIVEN) <= len(before):
            message = f"reservist {one.reservist} was confirmed before {before[0].reservist}, who is older"
            self._fault(event, "R28", message)

    def _promised(self, event: Event, offer: Offer) -> None:
        """No dose is promised twice, and a strict offer asks nobody beyond its doses (R14, R31)."""
        given, asked = offer.count(*GIVEN), offer.count(*WAITING)
        if given > offer.doses:
            self._fault(event, "R14", f"offer {offer.id} promises {given} of {offer.doses} doses")
        elif offer.policy == "strict" and given + asked > offer.doses:
            self._fault(event, "R31", f"offer {offer.id} asks {asked} people beside {given} of {offer.doses} doses")

    def _could_be_asked(self, offer: Offer, rank: Rank, at: int) -> Iterator[int]:
        """Those before that place who could be asked then. Each is looked at once, and again when something has changed
        about them: time alone makes nobody able who was not."""
        looked, people = self.looked.setdefault(offer.id, Looked()), self.world.people
        places = self.world.by_age.get(offer.center, [])
        new = places[bisect_left(places, (looked.upto, 0)) : bisect_left(places, (rank, 0))]
        again = sorted([(before, one) for one in looked.again if (before := people[one].rank) and before < rank])
        looked.upto = max(looked.upto, rank)
        looked.again.difference_update([one for _, one in again])
        able = [
            number
            for _, number in (*again, *new)  # all of the first stand before all of the others
            if (person := people[number]).holds is None and number not in offer.reservists and fits(person, offer, at)
        ]
        looked.again.update(able)
        yield from able

    def _let_go(self, offer: Offer, at: int) -> Iterator[Invitation]:
        for one in offer.asked.values() if offer.states["released"] else ():
            person = self.world.people.get(one.reservist)
            if one.state == "released" and person and person.holds is None and fits(person, offer, at, limits=False):
                yield one

    def _follow(self, event: Event) -> None:
        """Which offers go on, and whom to look at again for them."""
        if event.invitation is None and (offer := self.world.offers.get(event.offer or 0)) is not None:
            if offer.state not in ("open", "filled"):
                self.looked.pop(offer.id, None)
            elif offer.id not in self.looked:
                self.looked[offer.id] = Looked()
                if self.ledger:
                    self.available[offer.id] = self._able(offer, event.at)
        if not self.looked:
            return
        for number, *_ in event.people:
            self._again(number)
        if event.reservist is not None and ("windows" in event.facts or "state" in event.facts):
            self._again(event.reservist)

    def _able(self, offer: Offer, at: int) -> list[int]:
        places = self.world.by_age.get(offer.center, [])
        return [number for _, number in places if fits(self.world.people[number], offer, at)]

    def _again(self, number: int) -> None:
        person = self.world.people.get(number)
        if person is not None and person.rank is not None:
            for offer_id, looked in self.looked.items():
                if person.rank < looked.upto and number not in self.world.offers[offer_id].reservists:
                    looked.again.add(number)
