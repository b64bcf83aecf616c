"""Whatever happens to an offer, in whatever order: R28 to R30 hold after every step."""

from itertools import count
from typing import Literal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from qvax_cli.rules.allocation import (
    Asked,
    Supply,
    deadline,
    hears_by,
    to_ask_again,
    to_confirm,
    to_release,
)

_MINUTE = 60


class Offer(RuleBasedStateMachine):
    """An offer on standby, with people of any age asked at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0
        self.steps = count()
        self.people: dict[int, Asked] = {}
        self.asked: dict[int, int] = {}  # in which step somebody was asked, and said yes
        self.said: dict[int, int] = {}
        self.promised: dict[int, int] = {}  # when somebody on standby was told they will hear
        self.supply = Supply(1, 0, 90 * _MINUTE, 30 * _MINUTE, 10 * _MINUTE, 0.5)

    @initialize(doses=st.integers(1, 4))
    def opens(self, doses: int) -> None:
        self.supply = self.supply._replace(doses=doses)

    def states(self, *states: str) -> list[Asked]:
        """The people in these states."""
        return [person for person in self.people.values() if person.state in states]

    def next_by_the_rule(self) -> Asked | None:
        """The oldest on standby who fits, read from R28 and R29 word for word."""
        awaited = ("waiting", "standby") if self.now < self.supply.answers_until else ("standby",)
        for person in sorted(self.states("standby"), key=lambda p: p.rank):
            older = [other for other in self.states(*awaited) if other.rank < person.rank]
            before = [other for other in older if self.asked[other.key] < self.said[person.key]]
            if self.supply.free - len(before) >= 1:
                return person
        return None

    def settle(self) -> None:
        """As the rules say: confirm, then release."""
        while (expected := self.next_by_the_rule()) is not None:
            confirmed = to_confirm(self.supply, list(self.people.values()), now=self.now)
            assert confirmed[0] == expected
            self.people[expected.key] = expected._replace(state="confirmed")
            self.supply = self.supply._replace(confirmed=self.supply.confirmed + 1)
        assert to_confirm(self.supply, list(self.people.values()), now=self.now) == []
        for person in to_release(self.supply, list(self.people.values()), now=self.now):
            self.people[person.key] = person._replace(state="released", settled_at=self.now)

    @precondition(lambda self: self.now <= self.supply.asks_until and self.supply.free)
    @rule(ranks=st.lists(st.integers(0, 50), min_size=1, max_size=4), unsent=st.booleans())
    def asks(self, ranks: list[int], unsent: bool) -> None:
        for rank in ranks:
            key = next(self.steps)
            self.asked[key] = key
            sent = None if unsent else self.now
            expires = None if unsent else deadline(self.supply, self.now)
            self.people[key] = Asked(key, rank * 1000 + key, "waiting", self.now, sent, expires)

    @precondition(lambda self: self.states("released") and self.supply.free and self.now <= self.supply.asks_until)
    @rule()
    def asks_again(self) -> None:
        person = to_ask_again(self.people.values())[0]
        assert all(person.rank <= other.rank for other in self.states("released"))
        expires = deadline(self.supply, self.now)
        again = Asked(person.key, person.rank, "waiting", self.now, self.now, expires, person.answer)
        self.people[person.key] = again
        self.asked[person.key] = next(self.steps)

    @precondition(lambda self: self.states("waiting"))
    @rule(data=st.data(), yes=st.booleans())
    def answers(self, data: st.DataObject, yes: bool) -> None:
        person = data.draw(st.sampled_from(self.states("waiting")))
        self.now += 1
        state: Literal["standby", "settled"] = "standby" if yes else "settled"
        person = person._replace(state=state, answer="yes" if yes else "no", answered_at=self.now)
        self.people[person.key] = person
        if yes:
            self.said[person.key] = next(self.steps)
            self.promised[person.key] = hears_by(self.supply, self.people.values(), person, now=self.now)
        self.expire()

    @rule(minutes=st.integers(1, 20))
    def time_passes(self, minutes: int) -> None:
        """To the moment at which the next time is over, at most; then whoever is silent has expired."""
        ends = [person.expires_at for person in self.states("waiting") if person.expires_at is not None]
        self.now = min([self.now + minutes * _MINUTE, *ends, max(self.now, self.supply.answers_until)])
        self.expire()

    def expire(self) -> None:
        """Ends what is over, and settles."""
        for person in self.states("waiting"):
            if (person.expires_at or self.supply.answers_until) <= self.now:
                self.people[person.key] = person._replace(state="settled", settled_at=self.now)
        self.settle()

    @precondition(lambda self: self.states("confirmed"))
    @rule(data=st.data())
    def cancels(self, data: st.DataObject) -> None:
        person = data.draw(st.sampled_from(self.states("confirmed")))
        self.people[person.key] = person._replace(state="settled")
        self.supply = self.supply._replace(confirmed=self.supply.confirmed - 1)
        self.settle()

    @rule(doses=st.integers(1, 6))
    def the_doses_change(self, doses: int) -> None:
        self.supply = self.supply._replace(doses=max(doses, self.supply.confirmed))
        self.settle()

    @invariant()
    def no_dose_is_promised_twice(self) -> None:
        assert len(self.states("confirmed")) == self.supply.confirmed <= self.supply.doses

    @invariant()
    def nobody_waits_for_an_offer_that_is_filled(self) -> None:
        assert self.supply.free or not self.states("standby")

    @invariant()
    def everybody_on_standby_hears_in_the_time_they_were_told(self) -> None:
        assert not [person for person in self.states("standby") if self.now >= self.promised[person.key]]


TestOffer = Offer.TestCase
TestOffer.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
