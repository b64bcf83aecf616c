"""How many yeses are still to come of the people asked for an offer, and of others if they were asked now (R27)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qvax_cli.rules import chances
from qvax_cli.rules.allocation import Asked, Supply, deadline, to_ask_again
from qvax_cli.rules.answer_rate import Belief, Past, Prior, answered_within, belief, chance_yet, prior
from qvax_cli.rules.local_time import Instant

#: The rate of those who said yes, were released, and are asked again.
_WILLING = 0.8
_MOST_AT_ONCE = 5_000


class Evidence(NamedTuple):
    """What this evening says about the rate: so many said yes, and so many people (the values) have not after so many
    seconds (the keys)."""

    yes: int
    without: Counter[int]


class Outlook(NamedTuple):
    """What can be expected. For each rate of the belief `means` has the yeses expected of the `waiting` people.

    `places` are the doses that no yes has been given for. `share` is the part of their answers that people asked now
    would give in time; `again` says of those asked first, in order, whether they said yes before.
    """

    prior: Prior
    evidence: Evidence
    belief: Belief
    means: tuple[float, ...]
    waiting: int
    places: int
    share: float
    again: tuple[bool, ...]

    def coming(self) -> float:
        """The yeses expected of those who wait."""
        return sum(mean * weight for mean, weight in zip(self.means, self.belief.weights, strict=True))

    def beyond(self, more: int) -> float:
        """The expected yeses for which there would be no dose, if so many more people were asked now.

        Each person has a chance of their own; a binomial distribution of the same mean is reckoned with, and what it
        gives is never below the truth.
        """
        willing = sum(self.again[:more])
        settled = willing * _WILLING * self.share
        each = (more - willing) * self.share
        return sum(
            weight * chances.beyond(mean + settled + each * rate, self.waiting + more, self.places)
            for mean, rate, weight in zip(self.means, *self.belief, strict=True)
        )

    def most(self, surplus: float) -> int:
        """How many more people can be asked while the yeses beyond the doses stay at or under `surplus`."""
        low, high = 0, 1
        while high < _MOST_AT_ONCE and self.beyond(high) <= surplus:
            low, high = high, high * 2
        while high - low > 1:
            middle = (low + high) // 2
            if self.beyond(middle) <= surplus:
                low = middle
            else:
                high = middle
        return low


def outlook(supply: Supply, people: Sequence[Asked], past: Past, *, now: Instant, read_until: Instant) -> Outlook:
    """What can be expected at this moment; answers have been read up to `read_until`."""
    start, evidence = prior(past, supply.answer_seconds), _evidence(people, read_until)
    believed = belief(start, evidence.yes, evidence.without)
    waiting = [person for person in people if person.state == "waiting"]
    times = Counter((*_times(supply, person, now, read_until), person.answer == "yes") for person in waiting)
    shares = [
        (answered_within(silent), answered_within(whole), _WILLING if willing else None, count)
        for (silent, whole, willing), count in sorted(times.items())
    ]
    means = tuple(
        sum(
            count * chance_yet(rate if known is None else known, silent, whole)
            for silent, whole, known, count in shares
        )
        for rate in believed.rates
    )
    standby = sum(person.state == "standby" for person in people)
    return Outlook(
        start,
        evidence,
        believed,
        means,
        len(waiting),
        supply.free - standby,
        answered_within(deadline(supply, now) - now),
        tuple(person.answer == "yes" for person in to_ask_again(people)),
    )


def _evidence(people: Iterable[Asked], read_until: Instant) -> Evidence:
    yes, without = 0, Counter[int]()
    for person in people:
        if person.answer == "yes":
            yes += 1
        elif person.handed_over_at is not None and person.expires_at is not None:
            over = min(read_until, person.expires_at)
            if person.answer is None and person.settled_at is not None:
                over = min(over, person.settled_at)
            without[max(0, over - person.handed_over_at)] += 1
    return Evidence(yes, without)


def _times(supply: Supply, person: Asked, now: Instant, read_until: Instant) -> tuple[int, int]:
    """The seconds for which somebody has been silent, and those they have in all. Of a message not yet handed over the
    time is reckoned as if that happened now."""
    if person.handed_over_at is None or person.expires_at is None:
        return 0, max(0, deadline(supply, now) - now)
    whole = person.expires_at - person.handed_over_at
    return min(whole, max(0, read_until - person.handed_over_at)), whole
