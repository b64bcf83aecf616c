"""`qvax availability`: when a person can come."""

from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import json_shapes, tables
from qvax_cli.console.person import person_meant
from qvax_cli.console.seen import note_person
from qvax_cli.context import Qvax
from qvax_cli.errors import Usage
from qvax_cli.loop import views
from qvax_cli.loop.views import Person
from qvax_cli.rules.week import parse_week
from qvax_cli.rules.windows import coming, parse

app = typer.Typer(add_completion=False, no_args_is_help=True, help="When a person can come.")
_Windows = Annotated[
    list[str],
    typer.Argument(metavar="WINDOW…", help="'today 17:00-19:30', 'tue 17:00-19:30', 2021-04-06T17:00/19:30."),
]


@app.command("set")
def set_(ctx: typer.Context, person: options.Person, windows: _Windows) -> None:
    """Replace all windows of a person."""
    _change(ctx.obj, person, windows, add=False)


@app.command()
def add(ctx: typer.Context, person: options.Person, windows: _Windows) -> None:
    """Add windows to those a person has."""
    _change(ctx.obj, person, windows, add=True)


@app.command()
def clear(ctx: typer.Context, person: options.Person) -> None:
    """Remove all windows of a person."""
    _change(ctx.obj, person, [], add=False)


@app.command()
def show(ctx: typer.Context, person: options.Person) -> None:
    """Show the windows of a person."""
    qvax: Qvax = ctx.obj
    them = person_meant(qvax, person)
    note_person(qvax, them, "when they can come")
    _show(qvax, them)


@app.command()
def repeat(
    ctx: typer.Context,
    person: options.Person,
    week: Annotated[
        list[str] | None, typer.Argument(metavar="[WEEK]…", help="'tue thu 17:00-20:00', 'sat 9:00-12:00'.")
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="The week does not repeat any more.")] = False,
) -> None:
    """Show the week in which a person can come every week again, or set another."""
    qvax: Qvax = ctx.obj
    if week and clear:
        raise Usage("a week and --clear exclude each other", "give one of them")
    wanted = parse_week(week or [])
    them = person_meant(qvax, person)
    if week or clear:
        them = views.person_of(qvax.db, qvax.registry.set_repeat(them.reservist.id, wanted))
    else:
        note_person(qvax, them, "when they can come")
    _show(qvax, them)


def _change(qvax: Qvax, person: str, texts: list[str], *, add: bool) -> None:
    now = qvax.now()
    windows = coming([parse(text, now) for text in texts], now)
    reservist, _ = qvax.registry.set_availability(person_meant(qvax, person).reservist.id, windows, add=add)
    _show(qvax, views.person_of(qvax.db, reservist))


def _show(qvax: Qvax, them: Person) -> None:
    reservist = them.reservist
    if qvax.output.json:
        shape = {"windows": json_shapes.windows(them.windows), "repeat": json_shapes.week(them.repeat)}
        qvax.output.data({"reservist": reservist.id, **shape})
        return
    words = qvax.words
    if week := tables.week_text(them.repeat, words):
        qvax.output.say(words("every_week", week=week))
    who = tables.person_number(reservist, words)
    if not them.windows:
        qvax.output.say(words("has_no_windows", who=who))
        return
    rows = [(text,) for text in tables.windows_text(them.windows, words)]
    qvax.output.table((words("can_come", who=who),), rows)
