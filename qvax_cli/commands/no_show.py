"""`qvax no-show`: a confirmed person did not come."""

import typer

from qvax_cli.commands import options
from qvax_cli.commands.outcomes import record
from qvax_cli.loop import outcome

app = typer.Typer(add_completion=False)


@app.command("no-show")
def no_show(ctx: typer.Context, code: options.Code) -> None:
    """A confirmed person did not come: the dose is free again, their availability is gone."""
    record(
        ctx.obj,
        code,
        outcome.no_show,
        "did not come: the dose is free again, and their availability is gone until they enter new one.",
    )
