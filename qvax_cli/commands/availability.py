"""`qvax availability`: when a person can come."""

from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import json_shapes, tables
from qvax_cli.console.person import person_meant
from qvax_cli.context import Qvax
from qvax_cli.rules.windows import Window, coming, parse
from qvax_cli.store.people import Reservist

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
    _show(qvax, them.reservist, them.windows)


def _change(qvax: Qvax, person: str, texts: list[str], *, add: bool) -> None:
    now = qvax.now()
    windows = coming([parse(text, now) for text in texts], now)
    reservist, then = qvax.registry.set_availability(person_meant(qvax, person).reservist.id, windows, add=add)
    _show(qvax, reservist, then)


def _show(qvax: Qvax, reservist: Reservist, windows: tuple[Window, ...]) -> None:
    if qvax.output.json:
        qvax.output.data({"reservist": reservist.id, "windows": json_shapes.windows(windows)})
        return
    who = f"{reservist.name} (reservist {reservist.id})" if reservist.name else f"Reservist {reservist.id}"
    if not windows:
        qvax.output.say(f"{who} has no windows, and is not asked.")
        return
    rows = [(text,) for text in tables.windows_text(windows)]
    qvax.output.table((f"{who} can come",), rows)
