"""How many more people are asked for an offer: as many as keep the expected yeses beyond its doses within the
surplus that the center allows, and never fewer than one a dose (R12, R27).

The surplus is spread over the time: while two more answer times fit into the offer only half of it is used, since those
who are silent can still be replaced by others. All of it is used when only one is left.
"""

from collections.abc import Sequence
from typing import NamedTuple

from qvax_cli.rules.allocation import Asked, Supply
from qvax_cli.rules.answer_rate import Past
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.outlook import outlook


class Reckoning(NamedTuple):
    """How many more to ask, and what that was reckoned from: `_asdict()` is stored with the round (R27).

    `ask` more people, given `free` doses not promised to anybody, `standby` people with a yes and `waiting` ones
    without. Of a strict offer the rest is None. `yes` and `without`: how many have said yes this evening, and have not
    although they were reached; `prior_yes`, `prior_no`: the belief before that, as if so many people had answered;
    `rate`: the expected share that says yes in the end; `coming`: the yeses expected of those who wait; `beyond`: the
    yeses expected beyond the doses once `ask` more are asked; `allowed`: how many of these were allowed now.
    """

    ask: int
    free: int
    standby: int
    waiting: int
    yes: int | None = None
    without: int | None = None
    prior_yes: float | None = None
    prior_no: float | None = None
    rate: float | None = None
    coming: float | None = None
    beyond: float | None = None
    allowed: float | None = None


def to_ask(
    supply: Supply, people: Sequence[Asked], past: Past, *, now: Instant, read_until: Instant | None = None
) -> Reckoning:
    """How many more people are asked now: first those to be asked again, then new ones, each oldest first.

    people: everybody asked for the offer; `released` ones who cannot be asked again now (R10) as `settled`. A strict
    offer needs its live ones alone, and no past. read_until: the moment up to which answers have been read, if that is
    not now: nobody has been silent for longer.
    """
    standby = sum(person.state == "standby" for person in people)
    waiting = sum(person.state == "waiting" for person in people)
    in_time = now <= supply.asks_until
    uncovered = max(0, supply.free - standby - waiting) if in_time else 0
    if supply.strict:
        return Reckoning(uncovered, supply.free, standby, waiting)
    seen = outlook(supply, people, past, now=now, read_until=now if read_until is None else min(read_until, now))
    budget = allowed(supply, now)
    ask = max(uncovered, seen.most(budget)) if in_time and supply.free > standby else 0
    return Reckoning(
        ask=ask,
        free=supply.free,
        standby=standby,
        waiting=waiting,
        yes=seen.evidence.yes,
        without=seen.evidence.without.total(),
        prior_yes=round(seen.prior.yes, 3),
        prior_no=round(seen.prior.no, 3),
        rate=round(seen.belief.mean, 4),
        coming=round(seen.coming(), 3),
        beyond=round(seen.beyond(ask), 3),
        allowed=round(budget, 4),
    )


def allowed(supply: Supply, now: Instant) -> float:
    """How many yeses beyond the doses may be expected at that moment; none of a strict offer."""
    return (supply.surplus or 0.0) / max(1.0, (supply.answers_until - now) / max(1, supply.answer_seconds))
