"""How an offer will come out: the chance that every dose is used, surplus yeses, and when it is filled (R32).

Reckoned, not played: an offer of thirty doses takes a few milliseconds. Played evenings (`evening`) are what it is
measured against.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from qvax_cli.rules.allocation import Asked, Supply, deadline
from qvax_cli.rules.answer_rate import Past, answered_within
from qvax_cli.rules.asking import allowed, to_ask
from qvax_cli.rules.chances import mean_for, reaches, reaches_of_many
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.outlook import Outlook, outlook

#: Into so many steps the time is cut in which people can still be asked.
_STEPS = 16
_NEGLIGIBLE = 1e-6


class Forecast(NamedTuple):
    """What an offer is expected to come to.

    - `used`: the chance (0 to 1) that all its doses are used, with the people asked so far and those who will be asked
      in their place while there is time.
    - `surplus`: of the people asked so far, how many yeses are expected for which there will be no dose.
    - `filled_by`: the moment at which the last dose will most likely have been confirmed, if all are; None if the
      chance is less than one in a hundred.
    """

    used: float
    surplus: float
    filled_by: Instant | None


def forecast(
    supply: Supply,
    people: Sequence[Asked],
    past: Past,
    *,
    now: Instant,
    read_until: Instant | None = None,
    available: int | None = None,
) -> Forecast:
    """What an offer is expected to come to, after those have been asked whom `to_ask` allows now.

    people, past, read_until: as for `to_ask`, of a strict offer too. available: how many people more can be asked in
    all, if it is known that they are few.
    """
    seen = outlook(supply, people, past, now=now, read_until=now if read_until is None else min(read_until, now))
    surplus = round(seen.beyond(0), 2)
    if supply.free == 0:
        return Forecast(1.0, surplus, now)
    if seen.places <= 0:
        return Forecast(1.0, surplus, _last_due(people, supply, now))
    course = _strict(supply, seen, people, now) if supply.strict else _standby(supply, seen, now)
    used = course[-1][1]
    if available is not None:
        used = min(used, _at_most(seen, available))
    when = next(moment for moment, chance in course if chance >= course[-1][1] / 2)
    return Forecast(round(used, 3), surplus, when if used >= 0.01 else None)


def forecast_at_start(supply: Supply, past: Past, *, now: Instant, available: int | None = None) -> Forecast:
    """What an offer could be expected to come to that is announced at that moment. available: how many people there
    are to ask, if that is known."""
    number = to_ask(supply, [], past, now=now).ask
    if available is not None:
        number = min(number, available)
    due = deadline(supply, now)
    people = [Asked(key, key, "waiting", now, now, due) for key in range(number)]
    left = None if available is None else available - number
    return forecast(supply, people, past, now=now, available=left)


def _last_due(people: Sequence[Asked], supply: Supply, now: Instant) -> Instant:
    """When the last of those who wait have had their time."""
    due = (person.expires_at for person in people if person.state == "waiting" and person.expires_at is not None)
    return max(now, min(supply.answers_until, max(due, default=now)))


def _at_most(seen: Outlook, available: int) -> float:
    """The chance that so many more people, with those who wait, bring a yes for every dose."""
    everybody = seen.waiting + available
    return sum(
        weight * reaches(mean + available * rate * seen.share, everybody, seen.places)
        for mean, rate, weight in zip(seen.means, *seen.belief, strict=True)
    )


def _strict(supply: Supply, seen: Outlook, people: Sequence[Asked], now: Instant) -> list[tuple[Instant, float]]:
    """Moments, and the chance that every dose is confirmed by then: for each one person after the other is asked."""
    moment = _last_due(people, supply, now)
    none = [max(0.0, 1 - mean / seen.places) for mean in seen.means]
    course: list[tuple[Instant, float]] = []
    while True:
        filled = sum(w * (1 - n) ** seen.places for n, w in zip(none, seen.belief.weights, strict=True))
        course.append((moment, filled))
        if moment > supply.asks_until:
            return course
        share = answered_within(min(supply.answer_seconds, supply.until - moment))
        none = [n * (1 - rate * share) for n, rate in zip(none, seen.belief.rates, strict=True)]
        moment = min(moment + max(1, supply.answer_seconds), supply.until)


def _standby(supply: Supply, seen: Outlook, now: Instant) -> list[tuple[Instant, float]]:
    """Moments, and the chance that every dose is confirmed by then, when the yeses to come are kept at what the
    surplus allows. A yes is confirmed when the older have had their time, on average `wait` later."""
    if now >= supply.asks_until:
        return [(supply.answers_until, _at_most(seen, 0))]
    delay = _mean_delay(supply.answer_seconds)
    wait = supply.answer_seconds - delay
    step = (supply.asks_until - now) / _STEPS
    left, course = [0.0] * seen.places + [1.0], []
    for number in range(_STEPS):
        passed = (number + 0.5) * step
        coming = _coming(supply, seen, left, now, passed, delay)
        left = _after(left, [yeses * step / delay for yeses in coming])
        course.append((min(round(now + passed + step / 2 + wait), supply.answers_until), left[0]))
    last = _coming(supply, seen, left, now, supply.asks_until - now, delay)
    used = left[0] + sum(chance * reaches_of_many(last[places], places) for places, chance in enumerate(left) if places)
    return [*course, (supply.answers_until, used)]


def _coming(
    supply: Supply, seen: Outlook, left: Sequence[float], now: Instant, passed: float, delay: float
) -> list[float]:
    """The yeses expected to come, so many seconds from now, for each number of places left: what the surplus allows at
    the rate that is known by then, what one person a place brings, or what is left of those expected now."""
    expected = seen.coming()
    remaining = expected * math.exp(-passed / delay)
    one = seen.belief.mean * seen.share
    known = seen.prior.yes + seen.evidence.yes
    fit = min(1.0, expected / max(1e-9, mean_for(allowed(supply, now), seen.places)))
    sure = 1 - (1 - fit) * known / (known + expected - remaining)
    budget = allowed(supply, round(now + passed))
    return [
        max(remaining, places * one, sure * mean_for(budget, places)) if places and chance > _NEGLIGIBLE else 0.0
        for places, chance in enumerate(left)
    ]


def _after(chances: Sequence[float], expected: Sequence[float]) -> list[float]:
    """The chances of having so many places left, a step later in which so many yeses are expected at each."""
    after = [0.0] * len(chances)
    for places, chance in enumerate(chances):
        if places == 0 or chance <= _NEGLIGIBLE:
            after[places] += chance
            continue
        exactly, stays = chance, math.exp(-expected[places] / places)
        exactly *= stays**places
        for filled in range(places + 1):
            after[places - filled] += exactly
            exactly *= (places - filled) / (filled + 1) * (1 - stays) / stays
    return after


def _mean_delay(seconds: int) -> float:
    """After how many seconds an answer comes on average, of those that come in so many."""
    whole, parts = answered_within(seconds), 60
    if whole == 0:
        return max(1.0, seconds / 2)
    waits = (1 - answered_within((n + 0.5) * seconds / parts) / whole for n in range(parts))
    return max(1.0, sum(waits) * seconds / parts)
