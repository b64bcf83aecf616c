"""`qvax offers`: lists the offers."""

from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import json_shapes, tables
from qvax_cli.console.overdue import say_overdue
from qvax_cli.context import Qvax
from qvax_cli.errors import Usage
from qvax_cli.loop import views
from qvax_cli.loop.forecast import forecast_of

app = typer.Typer(add_completion=False)


@app.command()
def offers(
    ctx: typer.Context,
    center: options.SomeCenter = None,
    state: Annotated[str | None, typer.Option(help="open, filled, closed or cancelled.")] = None,
    limit: options.Limit = -1,
) -> None:
    """List the offers, the newest first."""
    qvax: Qvax = ctx.obj
    if state not in (None, "open", "filled", "closed", "cancelled"):
        raise Usage(f"--state: there is no state “{state}”", "the states are open, filled, closed and cancelled")
    listed = views.all_offers(qvax.db, center=center, state=state, limit=limit)
    if qvax.output.json:
        qvax.output.data(
            {"offers": [json_shapes.offer(*one, forecast_of(qvax.db, one.offer, now=qvax.now())) for one in listed]}
        )
        return
    now = qvax.now()
    tables.offers(qvax, listed, now)
    say_overdue(qvax, now)
    qvax.say_rehearsal()
