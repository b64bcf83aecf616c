"""`qvax no-show`: a confirmed person did not come."""

import typer

from qvax_cli.commands import options
from qvax_cli.commands.outcomes import record
from qvax_cli.context import Qvax

app = typer.Typer(add_completion=False)


@app.command("no-show")
def no_show(ctx: typer.Context, codes: options.Codes) -> None:
    """A confirmed person did not come: the dose is free again, their availability is gone."""
    qvax: Qvax = ctx.obj
    record(qvax, codes, qvax.desk.no_show, "no_show")
