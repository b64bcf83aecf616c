"""What stood at each moment, from the log alone: people with their windows, offers, invitations."""

from bisect import insort
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from qvax_cli.audit.chain import Event, Line, Span, spans

WAITING = ("queued", "sent")
HOLDING = (*WAITING, "standby", "confirmed")
GIVEN = ("confirmed", "vaccinated")


Rank = tuple[str, int]


class Facts(NamedTuple):
    """What stands beside the log of a person who was not erased."""

    birth_date: str
    lot: int
    salt: bytes


@dataclass
class Person:
    """Somebody as the log knows them. hours: their windows, as the log writes them; rank: birth date and lot, of which
    the smaller is asked first (R11), None of whoever was erased or is bound to other facts; holds: their invitation;
    ended: whether their week does not repeat any more."""

    id: int
    center: int
    commitment: bytes
    hours: str
    rank: Rank | None
    listed: bool = True
    ended: bool = False
    holds: int | None = None

    @property
    def windows(self) -> tuple[Span, ...]:
        """When they can come."""
        return spans(self.hours)

    @property
    def born(self) -> str | None:
        """The birth date, ISO text."""
        return self.rank and self.rank[0]


@dataclass
class Invitation:
    """One person asked for one offer."""

    id: int
    offer: int
    reservist: int
    state: str
    asked: int
    sent: int | None = None
    expires: int | None = None
    received: int | None = None


@dataclass
class Offer:
    """An offer and everybody who was asked for it: their invitations, their ids, how many are in which state."""

    id: int
    center: int
    doses: int
    from_at: int
    until: int
    policy: str
    answer: int
    overlap: int
    last_call: int
    min_age: int | None
    max_age: int | None
    state: str = "open"
    asked: dict[int, Invitation] = field(default_factory=dict)
    reservists: set[int] = field(default_factory=set)
    states: Counter[str] = field(default_factory=Counter)

    @property
    def answers_until(self) -> int:
        """The last moment at which an answer can be due (R29)."""
        return self.until - (self.last_call if self.policy == "standby" else 0)

    def count(self, *states: str) -> int:
        """How many invitations are in one of these states."""
        return sum([self.states[state] for state in states])


@dataclass
class World:
    """All of it at one moment."""

    beside: Mapping[int, Facts]
    people: dict[int, Person] = field(default_factory=dict)
    offers: dict[int, Offer] = field(default_factory=dict)
    invitations: dict[int, Invitation] = field(default_factory=dict)
    by_age: dict[int, list[tuple[Rank, int]]] = field(default_factory=dict)

    def apply(self, event: Event) -> None:
        """Brings it to where the event leads."""
        for line in event.people:
            self._place(line)
        if event.invitation is not None and "state" in event.facts:
            self._invitation(event, event.invitation)
        elif event.offer is not None and event.invitation is None:
            self._offer(event, event.offer)
        elif event.reservist is not None and event.invitation is None:
            self._person(event, event.reservist)
        if "windows" in event.facts and event.reservist in self.people:
            self.people[event.reservist].hours = event.facts["windows"]
        if "repeat" in event.facts and event.reservist in self.people:
            self.people[event.reservist].ended = event.facts["repeat"] == "ended"

    def _person(self, event: Event, number: int) -> None:
        if "commitment" in event.facts:
            bound = bytes.fromhex(event.facts["commitment"])
            self._place((number, event.center or 0, event.facts.get("windows", ""), bound))
        if event.facts.get("state") == "erased" and number in self.people:
            self._list(self.people[number], listed=False)

    def _place(self, line: Line) -> None:
        """Somebody comes onto the list, or is told of again."""
        number, center, hours, commitment = line
        known = self.people.get(number)
        if known is not None and known.center == center and known.commitment == commitment:
            known.hours, known.ended = hours, False  # as mostly when a list is imported again
            return
        person = Person(number, center, commitment, hours, self._rank(number, commitment), listed=False)
        if known is not None:
            person.holds = known.holds
            self._list(known, listed=False)
        self.people[number] = person
        self._list(person, listed=True)

    def _list(self, person: Person, *, listed: bool) -> None:
        """Puts somebody among those who are on the list, by age, or takes them out."""
        if person.listed != listed and person.rank is not None:
            places = self.by_age.setdefault(person.center, [])
            if listed:
                insort(places, (person.rank, person.id))
            else:
                places.remove((person.rank, person.id))
        person.listed = listed

    def _rank(self, number: int, commitment: bytes) -> Rank | None:
        """The place by age, if what stands beside the log is what the log was bound to."""
        facts = self.beside.get(number)
        opens = facts and sha256(facts.salt + f"{facts.birth_date} {facts.lot}".encode()).digest() == commitment
        return (facts.birth_date, facts.lot) if facts and opens else None

    def _offer(self, event: Event, number: int) -> None:
        if "until" in event.facts:
            self.offers[number] = Offer(
                id=number,
                center=event.center or 0,
                doses=event.number("doses") or 0,
                from_at=event.number("from") or 0,
                until=event.number("until") or 0,
                policy=event.facts.get("policy", "strict"),
                answer=event.number("answer") or 0,
                overlap=event.number("overlap") or 0,
                last_call=event.number("last_call") or 0,
                min_age=event.number("min_age"),
                max_age=event.number("max_age"),
                state=event.facts.get("state", "open"),
            )
        elif (offer := self.offers.get(number)) is not None:
            offer.doses = event.number("doses") or offer.doses
            offer.state = event.facts.get("state", offer.state)

    def _invitation(self, event: Event, number: int) -> None:
        one = self.invitations.get(number)
        if one is None:
            one = Invitation(number, event.offer or 0, event.reservist or 0, "", event.at)
            self.invitations[number] = one
        elif event.what == "asked again":
            one.asked = event.at
        was, one.state = one.state, event.facts["state"]
        if (offer := self.offers.get(one.offer)) is not None:
            offer.asked[one.id] = one
            offer.reservists.add(one.reservist)
            offer.states[was] -= 1
            offer.states[one.state] += 1
        if one.state == "queued":
            one.sent = one.expires = None
        if len(event.facts) > 1:
            one.asked = event.number("asked") or one.asked
            one.sent, one.expires = event.number("sent") or one.sent, event.number("expires") or one.expires
            one.received = event.number("received") or one.received
        if (person := self.people.get(one.reservist)) is not None:
            self._held(person, one, taken_back=event.what == "taken back" and was == "vaccinated")

    def _held(self, person: Person, one: Invitation, *, taken_back: bool) -> None:
        if one.state in HOLDING:
            person.holds = one.id
        elif person.holds == one.id:
            person.holds = None
        if taken_back or one.state == "vaccinated":
            self._list(person, listed=one.state != "vaccinated")
