"""`qvax sheet`: the people who are coming, for the nurse at the desk."""

from pathlib import Path
from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import completion, json_shapes, sheet, tables
from qvax_cli.console.seen import note_list
from qvax_cli.context import Qvax
from qvax_cli.errors import Usage
from qvax_cli.files import spare, written
from qvax_cli.loop import views
from qvax_cli.loop.forecast import forecast_of

app = typer.Typer(add_completion=False)


@app.command("sheet")
def print_sheet(
    ctx: typer.Context,
    offer: Annotated[
        int | None,
        typer.Argument(
            metavar="[OFFER]",
            autocompletion=completion.offers,
            help="The number of the offer. [default: the one that goes on, or the last]",
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", callback=options.into_a_file, help="Write a page that prints on A4 to this file."),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Who is confirmed for an offer, with birth date, language and phone: a table, a page to print, or CSV."""
    qvax: Qvax = ctx.obj
    if html is not None and as_csv:
        raise Usage("--html and --csv exclude each other", "give one of them")
    now = qvax.now()
    it, coming = views.coming(qvax.db, offer)
    people = [sheet.person(one, now) for one in coming]
    note_list(qvax, "the sheet", len(people), it.center, it.offer.id)
    head = views.head(qvax.db)
    if html is not None:
        spare(qvax.database, html)
        with written(html) as out:
            out.write(sheet.as_page(qvax.words, it, people, head, now))
    if qvax.output.json:
        shape = json_shapes.offer(*it, forecast_of(qvax.db, it.offer, now=now))
        qvax.output.data({"offer": shape, "people": people, "file": str(html) if html else None, "head": head})
    elif as_csv:
        typer.echo(sheet.as_csv(people), nl=False)
    elif html is None:
        tables.coming(qvax, people)
    words = qvax.words
    qvax.output.say(tables.offer_line(words, *it, now), words("log_stands", head=head))
    if html is not None:
        qvax.output.say(words("written_to", file=html))
    if not people:
        qvax.output.say(words("nobody_confirmed"))
