"""What stood at each moment, from the log alone: people with their windows, offers, invitations."""

from bisect import insort
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from qvax_cli.audit.chain import Event, Line, Span, spans

WAITING = ("queued", "sent")
HOLDING = (*WAITING, "standby", "confirmed")
GIVEN = ("confirmed", "vaccinated")


class Facts(NamedTuple):
    """What stands beside the log of a person who was not erased."""

    birth_date: str
    lot: int
    salt: bytes


@dataclass
class Person:
    """Somebody as the log knows them. `born` and `lot` are None of whoever was erased, or bound to other facts then;
    `ended`: their week does not repeat any more."""

    id: int
    center: int
    windows: tuple[Span, ...] = ()
    listed: bool = True
    ended: bool = False
    born: str | None = None
    lot: int = 0
    holds: int | None = None

    @property
    def rank(self) -> tuple[str, int] | None:
        """The place by age: the smaller is asked first (R11)."""
        return None if self.born is None else (self.born, self.lot)


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
    """An offer and everybody who was asked for it."""

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

    @property
    def answers_until(self) -> int:
        """The last moment at which an answer can be due (R29)."""
        return self.until - (self.last_call if self.policy == "standby" else 0)

    def count(self, *states: str) -> int:
        """How many invitations are in one of these states."""
        return sum(one.state in states for one in self.asked.values())


@dataclass
class World:
    """All of it at one moment."""

    beside: Mapping[int, Facts]
    people: dict[int, Person] = field(default_factory=dict)
    offers: dict[int, Offer] = field(default_factory=dict)
    invitations: dict[int, Invitation] = field(default_factory=dict)
    by_age: dict[int, list[tuple[tuple[str, int], int]]] = field(default_factory=dict)

    def apply(self, event: Event) -> None:
        """Brings it to where the event leads."""
        for line in event.people:
            self._place(line)
        if event.invitation is not None and "state" in event.facts:
            self._invitation(event)
        elif event.offer is not None and event.invitation is None:
            self._offer(event)
        elif event.reservist is not None and event.invitation is None:
            self._person(event)
        if event.reservist in self.people and "windows" in event.facts:
            self.people[event.reservist].windows = spans(event.facts["windows"])
        if event.reservist in self.people and "repeat" in event.facts:
            self.people[event.reservist].ended = event.facts["repeat"] == "ended"

    def _person(self, event: Event) -> None:
        assert event.reservist is not None
        if "commitment" in event.facts:
            windows, bound = spans(event.facts.get("windows", "")), bytes.fromhex(event.facts["commitment"])
            self._place(Line(event.reservist, event.center or 0, windows, bound))
        if event.facts.get("state") == "erased" and event.reservist in self.people:
            self.people[event.reservist].listed = False

    def _place(self, line: Line) -> None:
        known = self.people.get(line.reservist)
        if known is not None and known.rank is not None:
            self.by_age[known.center].remove((known.rank, known.id))
        person = known or Person(line.reservist, line.center)
        person.center, person.windows, person.ended = line.center, line.windows, False
        facts = self.beside.get(line.reservist)
        opens = facts and sha256(facts.salt + f"{facts.birth_date} {facts.lot}".encode()).digest() == line.commitment
        person.born, person.lot = (facts.birth_date, facts.lot) if facts and opens else (None, 0)
        self.people[line.reservist] = person
        if person.rank is not None:
            insort(self.by_age.setdefault(person.center, []), (person.rank, person.id))

    def _offer(self, event: Event) -> None:
        assert event.offer is not None
        if "until" in event.facts:
            self.offers[event.offer] = Offer(
                id=event.offer,
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
        elif (offer := self.offers.get(event.offer)) is not None:
            offer.doses = event.number("doses") or offer.doses
            offer.state = event.facts.get("state", offer.state)

    def _invitation(self, event: Event) -> None:
        assert event.invitation is not None
        one = self.invitations.get(event.invitation)
        if one is None:
            one = Invitation(event.invitation, event.offer or 0, event.reservist or 0, "", event.at)
            self.invitations[event.invitation] = one
            if one.offer in self.offers:
                self.offers[one.offer].asked[one.id] = one
        elif event.what == "asked again":
            one.asked = event.at
        was, one.state = one.state, event.facts["state"]
        if one.state == "queued":
            one.sent = one.expires = None
        one.asked = event.number("asked") or one.asked
        one.sent, one.expires = event.number("sent") or one.sent, event.number("expires") or one.expires
        one.received = event.number("received") or one.received
        if (person := self.people.get(one.reservist)) is not None:
            if one.state in HOLDING:
                person.holds = one.id
            elif person.holds == one.id:
                person.holds = None
            if event.what == "taken back" and was == "vaccinated":
                person.listed = True
            person.listed = person.listed and one.state != "vaccinated"
