"""`qvax move`: the whole database to a server, or from there into a file."""

from typing import Annotated

import typer

from qvax_cli.context import Qvax
from qvax_cli.moving import move as move_database

app = typer.Typer(add_completion=False)


@app.command()
def move(
    ctx: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="URL|PATH", help="Where to: postgresql://…, or a new file.")],
) -> None:
    """Copy the whole database to another place, all of it or nothing; the one that is copied stays as it is."""
    qvax: Qvax = ctx.obj
    place = qvax.place(to)
    moved = move_database(qvax.db, place)
    if qvax.output.json:
        qvax.output.data({"database": str(place), **moved._asdict()})
    qvax.output.say(
        f"Copied to {place}: {moved.people} people, {moved.rows} rows, the log to {moved.head}. It was audited.",
        f"From now on use that one (--db, QVAX_DB or [database] url), and put {qvax.database} away.",
    )
