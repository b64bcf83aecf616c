"""Both policies played side by side on evenings drawn from what a center believes: what each would come to (R32)."""

from itertools import islice
from random import Random
from statistics import mean
from typing import NamedTuple

from qvax_cli.rules.allocation import Supply
from qvax_cli.rules.answer_rate import Past, prior
from qvax_cli.rules.evening import Played, draw, play

#: Of how many who say yes in the end one says no. It hardly matters: a no only sets a place free a little earlier.
_NOES = 0.5


class Simulated(NamedTuple):
    """What a policy comes to, on average over the evenings: doses used, yeses without a dose, people asked, and minutes
    from the start until the last dose is promised (those of the whole offer where that never happens). `all_used` is
    the share of evenings on which every dose is used, `everybody` that on which all available people were asked and
    doses were left.
    """

    policy: str
    used: float
    all_used: float
    surplus: float
    invitations: float
    minutes: float
    everybody: float


def simulate(
    supply: Supply,
    surplus: float,
    past: Past,
    *,
    start: int,
    available: int,
    random: Random,
    evenings: int = 200,
    every: int = 60,
) -> tuple[Simulated, Simulated]:
    """Plays an offer under both policies: first strictly, then on standby with this surplus.

    On each evening the rate is drawn from what the past makes believe, and the `available` people answer the same
    under both. `every`: the seconds between two polls. A `random` of the same seed gives the same evenings.
    """
    believed = prior(past, supply.answer_seconds)
    played: list[tuple[Played, Played]] = []
    for _ in range(evenings):
        rate = random.betavariate(believed.yes, believed.no)
        answers = list(islice(draw(random, rate, min(1 - rate, rate * _NOES)), available))
        strict, standby = (
            play(supply._replace(surplus=extra), iter(answers), past, start=start, every=every)
            for extra in (None, surplus)
        )
        played.append((strict, standby))
    strictly, standing_by = zip(*played, strict=True)
    return _mean("strict", supply, strictly, start, available), _mean("standby", supply, standing_by, start, available)


def _mean(policy: str, supply: Supply, played: tuple[Played, ...], start: int, available: int) -> Simulated:
    ends = (supply.until if evening.filled_at is None else evening.filled_at for evening in played)
    return Simulated(
        policy,
        used=mean(evening.used for evening in played),
        all_used=mean(evening.filled_at is not None for evening in played),
        surplus=mean(evening.surplus for evening in played),
        invitations=mean(evening.invitations for evening in played),
        minutes=mean(end - start for end in ends) / 60,
        everybody=mean(evening.filled_at is None and evening.invitations == available for evening in played),
    )
