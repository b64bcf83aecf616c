"""Who gets a dose of an offer, who waits for one, who is let go: by age, with every dose used (R28 to R30).

What becomes of an offer is settled in this order, whenever somebody answers or is settled, or the doses change:
`to_confirm`, then `to_release` with the confirmed counted, then `to_ask` (in `asking`). A yes in time puts a person on
standby first; `to_confirm` says in the same transaction whether they are confirmed at once. A strict offer goes the
same way: nobody extra is asked there, so nobody waits.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Literal, NamedTuple

from qvax_cli.rules.local_time import Instant

State = Literal["waiting", "standby", "confirmed", "released", "settled"]


class Supply(NamedTuple):
    """The doses of an offer and the rules it was announced with. `surplus` None is a strict offer (R26); times are
    Instants and seconds. `confirmed` counts the doses promised or given."""

    doses: int
    confirmed: int
    until: Instant
    answer_seconds: int
    last_call_seconds: int
    surplus: float | None = None

    @property
    def free(self) -> int:
        """Doses that nobody has been promised."""
        return max(0, self.doses - self.confirmed)

    @property
    def strict(self) -> bool:
        """Whether no more people are asked than there are doses."""
        return self.surplus is None

    @property
    def answers_until(self) -> Instant:
        """The last moment at which an answer can be due. On standby it leaves the last call to those who are then
        confirmed (R29)."""
        return self.until if self.strict else self.until - self.last_call_seconds

    @property
    def asks_until(self) -> Instant:
        """The last moment at which somebody can be asked and has the last-call time to answer (R12, R29)."""
        return self.answers_until - self.last_call_seconds


class Asked(NamedTuple):
    """Somebody who was asked for the offer, and what is known of them.

    - `key`: the caller's number for the invitation; a later one has a higher number.
    - `rank`: the place by age (R11), the smaller the older.
    - `state`: `waiting` (can still answer: queued or sent), `standby`, `confirmed` (or vaccinated), `released`, or
      `settled` (anything else that can bring no yes any more).
    - `asked_at`: when they were chosen; of somebody asked again, when they were chosen again.
    - `handed_over_at`, `expires_at`: None until a channel took the message, and when it reached nobody after all.
    - `answer`, `answered_at`: what they said last and when it was received. Somebody who is `waiting` and said yes
      was released from standby and is asked again.
    - `settled_at`: when they were settled or released; needed of the withdrawn and released alone.
    """

    key: int
    rank: int
    state: State
    asked_at: Instant
    handed_over_at: Instant | None = None
    expires_at: Instant | None = None
    answer: Literal["yes", "no"] | None = None
    answered_at: Instant | None = None
    settled_at: Instant | None = None


def deadline(supply: Supply, handed_over_at: Instant) -> Instant:
    """When an invitation handed over at that moment expires (R13, R29)."""
    return min(handed_over_at + supply.answer_seconds, supply.answers_until)


def to_confirm(supply: Supply, people: Iterable[Asked], *, now: Instant) -> list[Asked]:
    """Those on standby who are confirmed now, oldest first (R28); of a strict offer all for whom there is a dose (R16).

    From `answers_until` on nobody is waited for, whether their answers could be read or not (R29).
    """
    standby, waiting = _standby(people), _waiting(people)
    if supply.strict or now >= supply.answers_until:
        waiting = []
    confirmed: list[Asked] = []
    left: list[Asked] = []  # older than the one looked at, and staying on standby
    for person in standby:
        if _at_least(supply.free - len(confirmed), _before(person, chain(left, waiting))):
            left.append(person)
        else:
            confirmed.append(person)
    return confirmed


def to_release(supply: Supply, people: Iterable[Asked], *, now: Instant) -> list[Asked]:
    """Those who can get no dose any more, youngest first; `supply` counts those confirmed just now.

    On standby: everybody who waits, once all doses are confirmed (R30); and whoever is on standby behind as many older
    people on standby as there are doses, with nobody left to wait for (R29: they hear in the time they were told).
    Strict: the youngest of more live people than free doses (R16, R20).
    """
    standby, waiting = _standby(people), _waiting(people)
    live = sorted(standby + waiting, key=_order, reverse=True)
    if supply.strict:
        return live[: max(0, len(live) - supply.free)]
    if supply.free == 0:
        return live
    awaited = waiting if now < supply.answers_until else []
    return [
        person
        for person in reversed(standby)
        if not _at_least(1, _before(person, awaited)) and _at_least(supply.free, _before(person, standby))
    ]


def hears_by(supply: Supply, people: Iterable[Asked], person: Asked, *, now: Instant) -> Instant:
    """The latest moment at which somebody on standby hears whether they are confirmed (R29): when the time of all
    older people is over who were asked before their yes. For one whose message is not handed over yet, or whose time
    is over while answers could not be read, that is when nobody is waited for any more."""
    before = _before(person, _waiting(people))
    due = (other.expires_at if (other.expires_at or 0) > now else None for other in before)
    ends = (supply.answers_until if moment is None else moment for moment in due)
    return min(supply.answers_until, max(ends, default=supply.answers_until))


def to_ask_again(people: Iterable[Asked]) -> list[Asked]:
    """Those who were released, oldest first: when a dose comes back they are asked before anybody new (R30)."""
    return sorted((person for person in people if person.state == "released"), key=_order)


def _standby(people: Iterable[Asked]) -> list[Asked]:
    return sorted((person for person in people if person.state == "standby"), key=_order)


def _waiting(people: Iterable[Asked]) -> list[Asked]:
    return [person for person in people if person.state == "waiting"]


def _before(person: Asked, others: Iterable[Asked]) -> Iterator[Asked]:
    """Those of the others who are older and were asked before this person's yes. Who is asked in the second of a yes
    is asked because of it, unless all that happened in one second: then the invitations are in order."""
    said = person.answered_at if person.answered_at is not None else person.asked_at
    order, asked = _order(person), (person.asked_at, person.key)
    return (
        other
        for other in others
        if _order(other) < order and (other.asked_at < said or (other.asked_at, other.key) < asked)
    )


def _at_least(number: int, people: Iterator[Asked]) -> bool:
    """Whether there are so many; no more are looked for."""
    return sum(1 for _ in islice(people, number)) == number


def _order(person: Asked) -> tuple[int, int]:
    return person.rank, person.key
