"""`qvax no-show`: a confirmed person did not come."""

import typer

from qvax_cli.commands import options
from qvax_cli.commands.outcomes import hand_over_and_show
from qvax_cli.context import Qvax

app = typer.Typer(add_completion=False)


@app.command("no-show")
def no_show(ctx: typer.Context, code: options.Code) -> None:
    """A confirmed person did not come: the dose is free again, their availability is gone."""
    qvax: Qvax = ctx.obj
    hand_over_and_show(
        qvax,
        qvax.desk.no_show(code),
        "did not come: the dose is free again, and their availability is gone until they enter new one.",
    )
