"""`qvax cancel`: a confirmed person does not want the dose after all."""

import typer

from qvax_cli.commands import options
from qvax_cli.commands.outcomes import record
from qvax_cli.loop import outcome

app = typer.Typer(add_completion=False)


@app.command("cancel")
def cancel(ctx: typer.Context, code: options.Code) -> None:
    """A confirmed person does not want the dose after all: it is free again."""
    record(ctx.obj, code, outcome.cancel, "cancelled: the dose is free again.")
