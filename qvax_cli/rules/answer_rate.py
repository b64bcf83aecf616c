"""What share of those who are asked says yes, and how soon: the estimate behind every number asked (R27).

A belief about the rate is a weight on each of some rates between 0 and 1. It starts from the center's past, as a Beta
distribution, and is corrected by this evening: each yes, and each person who has not said yes, by how long that has
been. Somebody who said no counts as one who is silent until their time is over. At any age of an invitation the people
without a yes are then the same share of all, however many of them bother to decline, and the estimate is not bent.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

#: Who says yes in the end, where nothing is known: one in five, believed as if five people had been asked.
_COLD_YES, _COLD_NO = 1.0, 4.0
#: The past counts as so many people, so that one evening can correct it; where few say yes as many as bring two yeses,
#: but no more than sixty, since fifteen people would say nothing about a rate of one in twenty.
_WEIGHT, _YESES, _MOST_WEIGHT = 15.0, 2.0, 60.0
_LEAST_WEIGHT = 0.3
_RATES = 48
#: Where fewer than one in two hundred say yes, messages do not arrive, and asking hundreds more would not help.
_LEAST_RATE = 0.005
#: Rates that nobody believes in are not reckoned with.
_NEGLIGIBLE = 1e-6


class Past(NamedTuple):
    """A center's settled invitations of earlier offers: how many brought a yes, how many a no or silence.

    Neither the undeliverable nor the withdrawn are among them: they had no chance to answer.
    """

    yes: int = 0
    without_yes: int = 0


class Prior(NamedTuple):
    """A Beta distribution, as if so many people had said yes and no."""

    yes: float
    no: float


class Belief(NamedTuple):
    """Rates, and how much each is believed; the weights sum to 1."""

    rates: tuple[float, ...]
    weights: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The expected rate."""
        return sum(rate * weight for rate, weight in zip(self.rates, self.weights, strict=True))


def answered_within(seconds: float) -> float:
    """The share of those who ever answer that has answered so many seconds after the hand-over: Covidliste's fit
    of 2021, `F(t) = 1 - 1.498 exp(-0.007 t - 0.435 t^(1/3))` in minutes, at least 0."""
    if seconds <= 0:
        return 0.0
    minutes = seconds / 60
    return max(0.0, 1 - 1.498 * math.exp(-0.007 * minutes - 0.435 * minutes ** (1 / 3)))


def prior(past: Past, answer_seconds: int) -> Prior:
    """What is believed before anybody has answered this evening. Each settled invitation of the past was seen for
    `answer_seconds`, so it counts as the share of a person who answers in that time."""
    seen = (past.yes + past.without_yes) * answered_within(answer_seconds)
    yes, no = _COLD_YES + past.yes, _COLD_NO + max(0.0, seen - past.yes)
    weight = min(yes + no, max(_WEIGHT, min(_MOST_WEIGHT, _YESES * (yes + no) / yes)))
    scale = weight / (yes + no)
    return Prior(max(yes * scale, _LEAST_WEIGHT), max(no * scale, _LEAST_WEIGHT))


def belief(start: Prior, yes: int, without: Mapping[int, int]) -> Belief:
    """The prior, corrected by this evening: `yes` people said so, and `without` a yes are so many people (the
    values) after so many seconds (the keys). The same whatever the order of the mapping."""
    shares = [(answered_within(seconds), people) for seconds, people in sorted(without.items())]
    logs = [
        (start.yes + yes - 0.5) * math.log(rate)
        + (start.no - 0.5) * math.log1p(-rate)
        + sum(people * math.log1p(-rate * share) for share, people in shares)
        for rate in _GRID
    ]
    highest = max(logs)
    weights = [math.exp(log - highest) for log in logs]
    least = sum(weights) * _NEGLIGIBLE
    kept = [(rate, weight) for rate, weight in zip(_GRID, weights, strict=True) if weight > least]
    total = sum(weight for _, weight in kept)
    return Belief(tuple(rate for rate, _ in kept), tuple(weight / total for _, weight in kept))


def chance_yet(rate: float, silent_share: float, full_share: float) -> float:
    """The chance that somebody still says yes, of whom `silent_share` of the answers would have come by now and
    `full_share` by their deadline."""
    return rate * max(0.0, full_share - silent_share) / (1 - rate * silent_share)


# Rates at equal steps of arcsin(sqrt(rate)), where a Beta distribution of any mean is about equally wide. There the
# density of Beta(a, b) is rate^(a - 1/2) (1 - rate)^(b - 1/2) up to a factor: the midpoint rule needs no other weight.
_GRID = tuple(
    rate for n in range(_RATES) if (rate := math.sin(math.pi * (2 * n + 1) / (4 * _RATES)) ** 2) >= _LEAST_RATE
)
