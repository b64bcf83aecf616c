"""`qvax simulate`: what an offer would come to under both policies, before anybody is asked."""

import sys
from collections import Counter
from random import Random
from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import json_shapes, tables
from qvax_cli.console.center import center_meant
from qvax_cli.console.columns import columns
from qvax_cli.console.terms import terms
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART, Refused
from qvax_cli.loop.desk import Rehearsed
from qvax_cli.output.columns import Column
from qvax_cli.rules.asking import to_ask
from qvax_cli.rules.simulation import Simulated, simulate
from qvax_cli.words import Words

app = typer.Typer(add_completion=False)

_OLDEST_GROUP, _GROUP = 80, 10


@app.command(name="simulate")
def simulate_(
    ctx: typer.Context,
    doses: options.Doses,
    center: options.Center = None,
    from_: options.From = None,
    until: options.Until = None,
    min_age: options.MinAge = None,
    max_age: options.MaxAge = None,
    surplus: options.Surplus = None,
    evenings: Annotated[int, typer.Option(min=1, max=10_000, help="How many evenings are played.")] = 100,
    seed: Annotated[int, typer.Option(help="Another number plays other evenings.")] = 1,
) -> None:
    """Show what an offer would come to, strictly and with standby: both are played on evenings drawn from what is known
    of the center's people. Changes nothing and asks nobody."""
    qvax: Qvax = ctx.obj
    at = center_meant(qvax, center)
    seen = qvax.desk.rehearse(at.code, terms(qvax, doses, from_, until, None, min_age, max_age, None, surplus))
    if not seen.ages:
        hint = "enter when people can come (qvax availability set PERSON 'today …'), or give more time (--until)"
        raise Refused(f"nobody on the list of {seen.center.name} is available then", hint, cause="nobody_available")
    supply = seen.offer.supply
    played = simulate(
        supply,
        supply.surplus or 0.0,
        seen.past,
        start=seen.now,
        available=len(seen.ages),
        random=Random(seed),  # noqa: S311 (evenings that come again with their seed)
        evenings=evenings,
    )
    if qvax.output.json:
        qvax.output.data({**_shape(seen, played), "evenings": evenings, "seed": seed})
    else:
        _show(qvax, seen, played)
    if len(seen.ages) < doses:
        raise typer.Exit(DONE_IN_PART)


def _shape(seen: Rehearsed, played: tuple[Simulated, ...]) -> json_shapes.Shape:
    return {
        "policies": [{name: _number(value) for name, value in one._asdict().items()} for one in played],
        "available": len(seen.ages),
        "ages": [{"from": low, "people": people} for low, people in _groups(seen.ages)],
    }


def _number(value: object) -> object:
    return round(value, 3) if isinstance(value, float) else value


def _groups(ages: tuple[int, ...]) -> list[tuple[int, int]]:
    """People by age: from 80 on, from 70 on, and so on; the oldest first."""
    groups = Counter(min(age // _GROUP * _GROUP, _OLDEST_GROUP) for age in ages)
    return sorted(groups.items(), reverse=True)


def _group(words: Words, low: int, people: int) -> str:
    if low == _OLDEST_GROUP:
        return words("simulated_oldest", n=people, low=low)
    return words("simulated_group", n=people, low=low, high=low + _GROUP - 1)


def _show(qvax: Qvax, seen: Rehearsed, played: tuple[Simulated, Simulated]) -> None:
    words, doses = qvax.words, seen.offer.doses
    groups = ", ".join(_group(words, *group) for group in _groups(seen.ages))
    qvax.output.say(words("simulated_people", n=len(seen.ages), groups=groups))
    names = ("policy", ">used", ">all_used", ">asked", ">surplus", ">minutes")
    bars = sys.stdout.isatty()
    rows = [
        (
            *(one.policy, words("simulated_of", used=words.number(one.used), doses=doses), f"{one.all_used:.0%}"),
            *(f"{one.invitations:.0f}", words.number(one.surplus), f"{one.minutes:.0f}"),
            *([tables.bar(one.used, doses)] if bars else []),
        )
        for one in played
    ]
    qvax.output.table([*columns(words, names), *([Column("", spare=1)] if bars else [])], rows)
    qvax.output.say(*_sentences(words, seen, *played))


def _sentences(words: Words, seen: Rehearsed, strict: Simulated, standby: Simulated) -> list[str]:
    doses, available = seen.offer.doses, len(seen.ages)
    first = min(available, to_ask(seen.offer.supply, [], seen.past, now=seen.now).ask)
    used, chance = words.number(strict.used), f"{standby.all_used * 100:.0f}"
    if doses == 1:
        sentences = [words("simulated_one_dose", n=first, chance=chance, used=used)]
    else:
        sentences = [words("simulated_standby", n=first, doses=doses, chance=chance, used=used)]
    if standby.everybody > 0.01:
        sentences.append(words("simulated_short", chance=f"{standby.everybody * 100:.0f}", n=available))
    return sentences
