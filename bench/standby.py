"""Whole evenings, drawn and played: how many doses strict asking, standby, and "three a dose, first yes wins" use."""

import multiprocessing
import time
from collections.abc import Sequence
from functools import partial
from itertools import islice, product
from random import Random
from statistics import mean
from typing import NamedTuple

from bench.measure import milliseconds
from bench.report import Table
from qvax_cli.rules.allocation import Asked, Supply, deadline, to_confirm, to_release
from qvax_cli.rules.answer_rate import Past
from qvax_cli.rules.asking import to_ask
from qvax_cli.rules.evening import Answer, draw, play
from qvax_cli.rules.forecast import forecast

_MINUTE = 60
_SURPLUS = 0.5
_RATES, _DOSES, _LENGTHS = (0.05, 0.10, 0.20, 0.40), (1, 3, 10, 30), (60, 120)
#: More people than any center asks on an evening.
_LIST = 3_000
_PROCESSES = 2


class Case(NamedTuple):
    """Evenings of one kind: on each a rate of people say yes in the end, half as many no. With a `spread` the rate of
    an evening is drawn from a Beta distribution of that weight; answers take `slower` times as long as reckoned.
    """

    doses: int
    minutes: int
    rate: float
    spread: float = 0.0
    slower: float = 1.0

    def supply(self, surplus: float | None) -> Supply:
        """The offer of such an evening."""
        return Supply(self.doses, 0, self.minutes * _MINUTE, 30 * _MINUTE, 10 * _MINUTE, surplus)

    def people(self, evening: int) -> list[Answer]:
        """What everybody on the list would answer that evening, oldest first; the same for every policy."""
        random = Random(f"{self} {evening}")
        rate = self.rate
        if self.spread:
            drawn = random.betavariate(self.rate * self.spread, (1 - self.rate) * self.spread)
            rate = min(0.95, max(0.01, drawn))
        return list(islice(draw(random, rate, min(rate / 2, 1 - rate), slower=self.slower), _LIST))


class Outcome(NamedTuple):
    """What evenings came to, on average: the share of doses used, of evenings on which all were; a dose: yeses beyond,
    people asked, older willing people passed over; minutes until the last dose was promised."""

    used: float
    filled: float
    surplus: float
    asked: float
    passed_over: float
    minutes: float


class Evening(NamedTuple):
    """One evening under one policy: who was asked, and whose yes was taken."""

    people: Sequence[Asked]
    surplus: int
    filled_at: int | None
    past: Past = Past()


def standby(case: Case, people: list[Answer], past: Past) -> Evening:
    """By the rules, as they run."""
    played = play(case.supply(_SURPLUS), iter(people), past, start=0)
    return Evening(played.people, played.surplus, played.filled_at, played.past)


def strict(case: Case, people: list[Answer], past: Past) -> Evening:
    """By the same rules, with nobody extra."""
    played = play(case.supply(None), iter(people), past, start=0)
    return Evening(played.people, played.surplus, played.filled_at)


def first_yes(case: Case, people: list[Answer], _past: Past) -> Evening:
    """Three people are asked for each dose not taken, and the first who say yes have it."""
    supply, asked, taken = case.supply(None), list[Asked](), 0
    for now in range(0, supply.until + 1, _MINUTE):
        for person in sorted((p for p in asked if p.state == "waiting"), key=lambda p: p.answered_at or 0):
            if taken < supply.doses and person.answer == "yes" and (person.answered_at or 0) <= now:
                asked[person.key] = person._replace(state="confirmed")
                taken += 1
            elif (person.answered_at or person.expires_at or 0) <= now:
                asked[person.key] = person._replace(state="settled")
        if taken == supply.doses:
            return Evening(asked, _silenced(asked), now)
        waiting = sum(person.state == "waiting" for person in asked)
        for _ in range(3 * (supply.doses - taken) - waiting if now <= supply.asks_until else 0):
            asked.append(_would(supply, len(asked), people[len(asked)], now))
    return Evening(asked, _silenced(asked), None)


def _would(supply: Supply, key: int, answer: Answer, now: int) -> Asked:
    """Somebody asked now, with the answer that they will give in time."""
    due = deadline(supply, now)
    said = answer.said if now + answer.seconds <= due else None
    return Asked(key, key, "waiting", now, now, due, said, now + answer.seconds if said else None)


def _silenced(asked: Sequence[Asked]) -> int:
    """How many a yes was of no use."""
    return sum(person.answer == "yes" and person.state == "settled" for person in asked)


def oracle(case: Case, people: list[Answer], _past: Past) -> Evening:
    """Somebody who knows every answer asks the oldest who will say yes in time, and nobody else."""
    supply = case.supply(None)
    willing = [_would(supply, key, answer, 0) for key, answer in enumerate(people) if answer.said == "yes"]
    chosen = [person._replace(state="confirmed") for person in willing if person.answer == "yes"][: case.doses]
    filled = max((person.answered_at or 0 for person in chosen), default=0)
    return Evening(chosen, 0, filled if len(chosen) == case.doses else None)


def _without_past(case: Case, people: list[Answer], _past: Past) -> Evening:
    """Standby, on the first evening of a center."""
    return standby(case, people, Past())


_POLICIES = (strict, first_yes, oracle, standby, _without_past)


def _entry(case: Case, evenings: int) -> tuple[Outcome, ...]:
    """What so many evenings of one center come to under each policy; it learns from one to the next."""
    past, outcomes = Past(), list[list[Outcome]]([] for _ in _POLICIES)
    for number in range(evenings):
        people = case.people(number)
        for policy, found in zip(_POLICIES, outcomes, strict=True):
            evening = policy(case, people, past)
            found.append(_outcome(case, people, evening))
            if policy is standby:
                learnt = evening.past
        past = Past(past.yes + learnt.yes, past.without_yes + learnt.without_yes)
    return tuple(Outcome._make(mean(values) for values in zip(*found, strict=True)) for found in outcomes)


def _outcome(case: Case, people: list[Answer], evening: Evening) -> Outcome:
    used = sum(person.state == "confirmed" for person in evening.people)
    filled_at = case.minutes * _MINUTE if evening.filled_at is None else evening.filled_at
    return Outcome(
        used=used / case.doses,
        filled=float(used == case.doses),
        surplus=evening.surplus / case.doses,
        asked=len(evening.people) / case.doses,
        passed_over=_passed_over(people, evening) / case.doses,
        minutes=filled_at / _MINUTE,
    )


def _passed_over(people: list[Answer], evening: Evening) -> int:
    """Those who would have said yes in time, and were asked before a younger person said the yes that was taken."""
    passed_over, younger = 0, list[int]()  # when those younger than the one looked at said the yes that was taken
    for person in reversed(evening.people):
        answer, time_given = people[person.key], (person.expires_at or 0) - (person.handed_over_at or 0)
        if person.state == "confirmed":
            younger.append(person.answered_at or 0)
        elif answer.said == "yes" and answer.seconds <= time_given:
            passed_over += any(said >= person.asked_at for said in younger)
    return passed_over


def _entries(cases: list[Case], evenings: int) -> list[tuple[Outcome, ...]]:
    with multiprocessing.Pool(_PROCESSES) as pool:
        return pool.map(partial(_entry, evenings=evenings), cases, chunksize=1)


_COLUMNS = (
    *("Doses", "Minutes", "Say yes", "strict: used", "first yes: used", "and passes over, a dose", "oracle: used"),
    *(
        "**standby: used**",
        "all used",
        "without a past: used",
        "surplus a dose",
        "asked a dose",
        "minutes",
        "passes over",
    ),
)


def _row(table: Table, case: Case, entry: tuple[Outcome, ...]) -> None:
    plain, quick, wise, ours, cold = entry
    table.row(
        *(case.doses, case.minutes, f"{case.rate:.0%}"),
        *(f"{plain.used:.1%}", f"{quick.used:.1%}", f"{quick.passed_over:.2f}", f"{wise.used:.1%}"),
        *(f"**{ours.used:.1%}**", f"{ours.filled:.1%}", f"{cold.used:.1%}"),
        *(f"{ours.surplus:.2f}", f"{ours.asked:.1f}", f"{ours.minutes:.0f}", f"{ours.passed_over:g}"),
    )


def evenings(count: int) -> Table:
    """The targets of standby."""
    table = Table(
        "Standby",
        f"Doses used, on {count} drawn evenings an entry, played by the rules that run a real one and polled every "
        "minute; the same people answer the same under every policy. A share of those asked says yes in the end, half "
        "as many no, after times by Covidliste's curve; they have half an hour, and the last ten minutes are the last "
        "call. A center's first evening is without a past, each later one learns from those before; in one column all "
        "are without. `first yes` asks three people a dose and gives to the fastest; it passes over older people who "
        "would have said yes. The oracle knows every answer and asks one person a dose.",
        _COLUMNS,
    )
    cases = [Case(*each) for each in product(_DOSES, _LENGTHS, _RATES)]
    found = dict(zip(cases, _entries(cases, count), strict=True))
    for case, entry in found.items():
        _row(table, case, entry)
    long = [entry for case, entry in found.items() if case.minutes == 120]
    short = [entry for case, entry in found.items() if case.minutes == 60 and case.doses > 1 and case.rate > 0.05]
    table.ratio("doses lost in two hours, the worst entry", 100 * (1 - min(e[3].used for e in long)), 1, "%")
    table.ratio("the same without a past", 100 * (1 - min(e[4].used for e in long)), 1, "%")
    table.ratio(
        "doses lost in an hour, 3 doses and more, 10 % and more", 100 * (1 - min(e[3].used for e in short)), 3, "%"
    )
    several = [entry[3].surplus for case, entry in found.items() if case.doses > 1]
    table.ratio("surplus yeses a dose, 3 doses and more, the worst entry", max(several), 0.5, "")
    table.ratio("older willing people passed over", sum(entry[3].passed_over for entry in found.values()), 0, "")
    return table


def unlike(count: int) -> Table:
    """The same where the rule is wrong about the world."""
    table = Table(
        "Standby where evenings differ and answers are slow",
        f"As above ({count} evenings an entry), with a rate that differs from evening to evening (a Beta distribution "
        "of weight 6, never under 1 %) and, in the second half, answers that take twice as long as is reckoned with.",
        _COLUMNS,
    )
    for slower in (1.0, 2.0):
        cases = [Case(*each, 6.0, slower) for each in product((1, 3, 10), _LENGTHS, (0.10, 0.20, 0.40))]
        for case, entry in zip(cases, _entries(cases, count), strict=True):
            _row(table, case, entry)
    return table


def speed() -> Table:
    """What it takes to settle an offer."""
    table = Table(
        "Settling an offer",
        "In process: whom to confirm, whom to release, how many to ask; and the forecast. Every tenth of those asked "
        "has said yes, all were asked at different seconds.",
        ("Doses", "Asked", "Settle", "Forecast"),
    )
    for doses, people, limit in ((3, 0, 2), (3, 20, 2), (30, 300, 20)):
        supply, asked = Case(doses, 120, 0.2).supply(_SURPLUS), _crowd(people)
        now = 25 * _MINUTE if people else 0
        settled = min(_settle(supply, asked, now) for _ in range(20))
        began = time.perf_counter()
        forecast(supply, asked, Past(60, 240), now=now)
        foreseen = time.perf_counter() - began
        table.row(doses, people, milliseconds(settled), milliseconds(foreseen))
        table.ratio(f"settling {doses} doses with {people} people asked", settled * 1000, limit, "ms")
    return table


def _crowd(people: int) -> list[Asked]:
    waiting = [Asked(key, key, "waiting", key, key, key + 30 * _MINUTE) for key in range(people)]
    return [
        person._replace(state="standby", answer="yes", answered_at=20 * _MINUTE) if person.key % 10 == 9 else person
        for person in waiting
    ]


def _settle(supply: Supply, asked: list[Asked], now: int) -> float:
    began = time.perf_counter()
    to_confirm(supply, asked, now=now)
    to_release(supply, asked, now=now)
    to_ask(supply, asked, Past(60, 240), now=now)
    return time.perf_counter() - began
