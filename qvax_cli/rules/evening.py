"""An evening played on drawn answers, by the rules that run a real one: what a policy would have come to (R32).

Nobody is asked and nothing is kept. The same draw can be played under several policies: the n-th oldest person answers
the same thing, as long after being asked, in each.
"""

import heapq
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import islice
from random import Random
from typing import Literal, NamedTuple

from qvax_cli.rules.allocation import Asked, Supply, deadline, to_confirm, to_release
from qvax_cli.rules.answer_rate import Past, answered_within
from qvax_cli.rules.asking import to_ask
from qvax_cli.rules.local_time import Instant

#: Answers that take longer than this are not told apart.
_LONGEST = 6 * 3600


class Answer(NamedTuple):
    """What somebody says so many seconds after being asked; None is silence."""

    said: Literal["yes", "no"] | None
    seconds: int


class Played(NamedTuple):
    """What an evening came to: doses used, yeses beyond them, the people asked (oldest first, as they were in the end),
    and when the last dose was confirmed (None: never). `past` is what the center learns from it: invitations that ran
    their time, with a yes and without."""

    used: int
    surplus: int
    people: tuple[Asked, ...]
    filled_at: Instant | None
    past: Past

    @property
    def invitations(self) -> int:
        """How many people were asked."""
        return len(self.people)


def draw(random: Random, rate: float, declining: float, *, slower: float = 1.0) -> Iterator[Answer]:
    """The answers of one person after the other, without end: `rate` of them say yes in the end, `declining` no, after
    times by the curve of R27, each taking `slower` times as long."""
    while True:
        fate, seconds = random.random(), round(slower * _seconds(random.random()))
        if fate < rate + declining:
            yield Answer("yes" if fate < rate else "no", seconds)
        else:
            yield Answer(None, 0)


def _seconds(share: float) -> int:
    return bisect_left(_shares(), share)


@cache
def _shares() -> tuple[float, ...]:
    return tuple(answered_within(second) for second in range(_LONGEST))


def play(supply: Supply, answers: Iterator[Answer], past: Past, *, start: Instant, every: int = 60) -> Played:
    """Plays an offer from its start, polled `every` so many seconds and when the last answers are due.

    answers: of the available people, oldest first; no more are asked than it has.
    """
    evening = _Evening(supply, answers, past)
    evening.settle(start)
    for now in (*range(start + every, supply.answers_until, every), supply.answers_until):
        if evening.filled_at is not None:
            break
        evening.poll(now)
    return evening.played()


class _Evening:
    """The offer of an evening while it is played. A person's key and rank are their place in `people`."""

    def __init__(self, supply: Supply, answers: Iterator[Answer], past: Past) -> None:
        self.supply, self.answers, self.past = supply, answers, past
        self.people: list[Asked] = []
        self.due: list[tuple[Instant, int, Literal["yes", "no"] | None]] = []
        self.filled_at: Instant | None = None
        self.everybody = False  # has been asked

    def poll(self, now: Instant) -> None:
        """Applies the answers that have come, ends what has expired, and settles."""
        while self.due and self.due[0][0] <= now:
            at, key, said = heapq.heappop(self.due)
            person = self.people[key]
            if person.state != "waiting":
                continue
            if said == "yes":
                self.people[key] = person._replace(state="standby", answer=said, answered_at=at)
            else:
                self.people[key] = person._replace(state="settled", answer=said, settled_at=now)
        self.settle(now)

    def settle(self, now: Instant) -> None:
        """Confirms, releases and asks, in this order."""
        for person in to_confirm(self.supply, self.people, now=now):
            self.people[person.key] = person._replace(state="confirmed")
            self.supply = self.supply._replace(confirmed=self.supply.confirmed + 1)
        for person in to_release(self.supply, self.people, now=now):
            self.people[person.key] = person._replace(state="released", settled_at=now)
        if self.supply.free == 0:
            self.filled_at = now
            return
        if self.everybody:
            return
        more = to_ask(self.supply, self.people, self.past, now=now).ask
        answers = list(islice(self.answers, more))
        for answer in answers:
            self._ask(answer, now)
        self.everybody = len(answers) < more

    def _ask(self, answer: Answer, now: Instant) -> None:
        key, expires_at = len(self.people), deadline(self.supply, now)
        self.people.append(Asked(key, key, "waiting", now, now, expires_at))
        at = now + answer.seconds
        in_time = answer.said is not None and at <= expires_at
        heapq.heappush(self.due, (at, key, answer.said) if in_time else (expires_at, key, None))

    def played(self) -> Played:
        """What it has come to."""
        yes = sum(person.answer == "yes" for person in self.people)
        without = sum(person.state == "settled" for person in self.people)
        used = self.supply.confirmed
        return Played(used, yes - used, tuple(self.people), self.filled_at, Past(yes, without))
