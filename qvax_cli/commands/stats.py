"""`qvax stats`: how the day went."""

import csv
import sys
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

import typer

from qvax_cli.commands import options
from qvax_cli.console import tables
from qvax_cli.console.lost import say_lost
from qvax_cli.context import Qvax
from qvax_cli.errors import Usage
from qvax_cli.loop import views
from qvax_cli.loop.stats import WITHIN, Day, days, last_day, lost
from qvax_cli.rules.day_words import past_day, tidy
from qvax_cli.rules.local_time import day, instant, parse_date

app = typer.Typer(add_completion=False)


@app.command()
def stats(
    ctx: typer.Context,
    center: options.SomeCenter = None,
    since: Annotated[
        str | None, typer.Option(help="The first day: 2021-04-06, yesterday, hier. [default: the last with an offer]")
    ] = None,
    until: Annotated[str | None, typer.Option(help="The last day, inclusive. [default: today]")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")] = False,
) -> None:
    """How the day went: doses placed and lost, minutes to fill, how soon people answered, how far the list reached."""
    qvax: Qvax = ctx.obj
    today = day(qvax.now())
    center_id = views.center_id(qvax.db, center)
    last = _day(until, "until", today) if until else today
    newest = last_day(qvax.db, center_id=center_id) or today
    first = _day(since, "since", today) if since else min(newest, last)
    if last < first:
        raise Usage(f"--until {last} is before --since {first}")
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    counted = days(qvax.db, center_id=center_id, first=start, last=end)
    _show(qvax, [_shape(one) for one in counted], as_csv)
    if any(one.lost for one in counted):
        say_lost(qvax, lost(qvax.db, center_id=center_id, first=start, last=end))


def _day(text: str, option: str, today: date) -> date:
    return past_day(tidy(text), today) or parse_date(text, option)


def _midnight(on: date) -> int:
    return instant(datetime.combine(on, time.min))


def _shape(it: Day) -> dict[str, Any]:
    within = {f"answered_within_{most}": n for most, n in zip(WITHIN, it.answered, strict=True)}
    return {
        "center": it.center,
        "day": it.day.isoformat(),
        "offers": it.offers,
        "doses": it.doses,
        "placed": it.placed,
        "lost": it.lost,
        "cancelled": it.cancelled,
        "open": it.open,
        "asked": it.asked,
        **within,
        "minutes_to_fill": it.minutes_to_fill,
        "last_age": it.last_age,
    }


def _show(qvax: Qvax, shapes: list[dict[str, Any]], as_csv: bool) -> None:
    if qvax.output.json:
        qvax.output.data({"days": shapes})
    elif as_csv:
        names = list(_shape(Day("", date.min)))
        writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(shapes)
    elif not shapes:
        qvax.output.say("No offer was opened in these days.")
    else:
        qvax.output.table(*_table(shapes, bars=sys.stdout.isatty()))


def _table(shapes: list[dict[str, Any]], *, bars: bool) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    columns: tuple[str, ...] = (
        "Center",
        "Day",
        ">Doses",
        ">Placed",
        ">Lost",
        ">Cancelled",
        ">Open",
        ">Minutes to fill",
        ">Asked",
    )
    columns += (*(f">In {most} min" for most in WITHIN), ">Age of the last", *(["Placed"] if bars else []))
    names: tuple[str, ...] = (
        "center",
        "day",
        "doses",
        "placed",
        "lost",
        "cancelled",
        "open",
        "minutes_to_fill",
        "asked",
    )
    names += (*(f"answered_within_{most}" for most in WITHIN), "last_age")
    return columns, [
        (*(shape[name] for name in names), *([tables.bar(shape["placed"], shape["doses"])] if bars else []))
        for shape in shapes
    ]
