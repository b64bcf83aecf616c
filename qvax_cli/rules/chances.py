"""How many of some people say yes when only the expected number is known.

Each of them has a chance of their own; the binomial and the Poisson distribution of the same mean are never narrower
than the truth (Hoeffding 1956), so what they give as the number beyond the places is never too small.
"""

import math


def beyond(mean: float, people: int, places: int) -> float:
    """The expected number of yeses beyond the places, of so many people (binomial)."""
    if places <= 0:
        return mean - places
    if people <= places:
        return 0.0
    exactly, odds, excess = (1 - mean / people) ** people, mean / (people - mean), mean - places
    for number in range(places):
        excess += (places - number) * exactly
        exactly *= (people - number) / (number + 1) * odds
    return max(0.0, excess)


def reaches(mean: float, people: int, places: int) -> float:
    """The chance that there is a yes for each of the places, of so many people (binomial)."""
    if places <= 0:
        return 1.0
    if people < places:
        return 0.0
    exactly, odds, fewer = (1 - mean / people) ** people, mean / (people - mean), 0.0
    for number in range(places):
        fewer += exactly
        exactly *= (people - number) / (number + 1) * odds
    return max(0.0, 1 - fewer)


def reaches_of_many(mean: float, places: int) -> float:
    """The chance that there is a yes for each of the places, of any number of people (Poisson)."""
    exactly, fewer = math.exp(-mean), 0.0
    for number in range(places):
        fewer += exactly
        exactly *= mean / (number + 1)
    return max(0.0, 1 - fewer)


def mean_for(surplus: float, places: int) -> float:
    """How many yeses may be expected of any number of people so that `surplus` of them are expected beyond the places
    (at least one), within a hundredth: the inverse of the Poisson distribution's excess."""
    mean, step = places + surplus, 1.0
    while step > 0.005 * mean > 1e-6:  # Newton's method on a convex function, from above: it never goes too far
        exactly, excess, fewer = math.exp(-mean), mean - places, 0.0
        for number in range(places):
            excess += (places - number) * exactly
            fewer += exactly
            exactly *= mean / (number + 1)
        step = (excess - surplus) / max(1e-9, 1 - fewer)
        mean -= step
    return max(0.0, mean)
