"""`qvax stats`: how the day went."""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import stats_tables
from qvax_cli.console.lost import say_lost
from qvax_cli.console.stats_picture import midnight, picture
from qvax_cli.context import Qvax
from qvax_cli.errors import Usage
from qvax_cli.files import spare, written
from qvax_cli.loop import views
from qvax_cli.loop.stats import Day, days, last_day, lost
from qvax_cli.rules.day_words import past_day, tidy
from qvax_cli.rules.local_time import day, parse_date

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
    svg: Annotated[
        Path | None,
        typer.Option(
            "--svg", callback=options.into_a_file, help="Draw the last day and the month before it into this file."
        ),
    ] = None,
) -> None:
    """How the day went: doses placed and lost, minutes to fill, how soon people answered, how far the list reached."""
    qvax: Qvax = ctx.obj
    today = day(qvax.now())
    center_id = views.center_for(qvax.db, "count", center)
    last = _day(until, "until", today) if until else today
    newest = last_day(qvax.db, center_id=center_id) or today
    first = _day(since, "since", today) if since else min(newest, last)
    if last < first:
        raise Usage(f"--until {last} is before --since {first}")
    start, end = midnight(first), midnight(last + timedelta(days=1))
    counted = days(qvax.db, center_id=center_id, first=start, last=end)
    _show(qvax, counted, as_csv)
    if svg is not None:
        its = views.center(qvax.db, center) if center else views.own_center(qvax.db)
        title = its.name if its else qvax.words("all_centers")
        _draw(qvax, svg, title, center_id, min(max(newest, first), last))
    if any(one.lost for one in counted):
        say_lost(qvax, lost(qvax.db, center_id=center_id, first=start, last=end))


def _day(text: str, option: str, today: date) -> date:
    return past_day(tidy(text), today) or parse_date(text, option)


def _show(qvax: Qvax, counted: list[Day], as_csv: bool) -> None:
    if qvax.output.json:
        qvax.output.data({"days": [stats_tables.shape(one) for one in counted]})
    elif as_csv:
        typer.echo(stats_tables.as_csv(counted), nl=False)
    elif not counted:
        qvax.output.say(qvax.words("stats_none"))
    else:
        stats_tables.show(qvax, counted)


def _draw(qvax: Qvax, file: Path, title: str, center_id: int | None, last: date) -> None:
    """The picture of that day, and of the days before it."""
    spare(qvax.database, file)
    with written(file) as out:
        out.write(picture(qvax.db, qvax.words, title, center_id, last))
    qvax.output.say(qvax.words("written_to", file=file))
