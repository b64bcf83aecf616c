"""How a day went at a center: doses, answers, and how far down the list the offers reached."""

from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import NamedTuple

from qvax_cli.rules.age import age
from qvax_cli.rules.local_time import Instant, day
from qvax_cli.store import offers, stats
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer
from qvax_cli.store.operators import allowed

#: Answers are counted that came within so many minutes of the hand-over.
WITHIN = (5, 10, 30)
_TASK = "count"
_PLACED = ("confirmed", "vaccinated")


@dataclass
class Day:
    """One center on one day (in Brussels), the day on which an offer was opened.

    placed: doses promised or given; lost: those of closed offers that were not;
    cancelled: those that the center took back; open: those still to be promised; asked: people who were sent an
    invitation; answered: of those, who answered within 5, 10 and 30 minutes of it; minutes_to_fill: the median over the
    offers that were filled, from opening to the last yes; last_age: of the last person asked.
    """

    center: str
    day: date
    offers: int = 0
    doses: int = 0
    placed: int = 0
    lost: int = 0
    cancelled: int = 0
    open: int = 0
    asked: int = 0
    answered: tuple[int, ...] = (0, 0, 0)
    minutes_to_fill: float | None = None
    last_age: int | None = None


def days(db: Database, *, center_id: int | None, first: Instant, last: Instant) -> list[Day]:
    """Every center on every day on which it opened an offer, from `first` to before `last`."""
    center_id = allowed(db, _TASK, center_id)
    counted: dict[tuple[str, date], Day] = {}
    filled: dict[tuple[str, date], list[float]] = {}
    for offer in stats.opened(db, center_id=center_id, first=first, last=last):
        key = offer.center, day(offer.opened_at)
        it = counted.setdefault(key, Day(*key))
        it.offers += 1
        it.doses += offer.doses
        it.placed += offer.confirmed
        left = offer.doses - offer.confirmed
        it.lost += left if offer.state == "closed" else 0
        it.cancelled += left if offer.state == "cancelled" else 0
        it.open = it.doses - it.placed - it.lost - it.cancelled
        yeses = _count(it, stats.invited(db, offer.id))
        if yeses and offer.confirmed == offer.doses:
            filled.setdefault(key, []).append((max(yeses) - offer.opened_at) / 60)
    for key, minutes in filled.items():
        counted[key].minutes_to_fill = round(median(minutes), 1)
    return list(counted.values())


class Answers(NamedTuple):
    """asked: people who were sent an invitation; minutes: how long after it those who answered did so."""

    asked: int
    minutes: list[float]


def answers(db: Database, *, center_id: int | None, first: Instant, last: Instant) -> Answers:
    """How soon people answered the offers that were opened from `first` to before `last`."""
    opened = stats.opened(db, center_id=allowed(db, _TASK, center_id), first=first, last=last)
    asked = [one for offer in opened for one in stats.invited(db, offer.id)]
    return Answers(
        len(asked), [max(0, one.answered_at - one.sent_at) / 60 for one in asked if one.answered_at is not None]
    )


def last_day(db: Database, *, center_id: int | None) -> date | None:
    """The last day on which an offer was opened; None when there was none."""
    at = stats.last_opened(db, center_id=allowed(db, _TASK, center_id))
    return None if at is None else day(at)


def lost(db: Database, *, center_id: int | None, first: Instant, last: Instant) -> list[Offer]:
    """The offers opened then that are over, and of which doses were left."""
    opened = stats.opened(db, center_id=allowed(db, _TASK, center_id), first=first, last=last)
    return [offers.get(db, it.id) for it in opened if it.state == "closed" and it.confirmed < it.doses]


def _count(it: Day, asked: list[stats.Invited]) -> list[Instant]:
    """Counts the people asked for an offer in; the moments of the yeses that stand."""
    yeses = []
    for one in asked:
        it.asked += 1
        if one.birth_date:
            it.last_age = age(date.fromisoformat(one.birth_date), day(one.created_at))
        if one.answered_at is not None:
            seconds = one.answered_at - one.sent_at
            it.answered = tuple(n + (seconds <= 60 * most) for n, most in zip(it.answered, WITHIN, strict=True))
            yeses += [one.answered_at] if one.state in _PLACED else []
    return yeses
