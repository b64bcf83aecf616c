"""`qvax cancel`: a confirmed person does not want the dose after all."""

import typer

from qvax_cli.commands import options
from qvax_cli.commands.outcomes import record
from qvax_cli.context import Qvax

app = typer.Typer(add_completion=False)


@app.command("cancel")
def cancel(ctx: typer.Context, codes: options.Codes) -> None:
    """A confirmed person does not want the dose after all: it is free again."""
    qvax: Qvax = ctx.obj
    record(qvax, codes, qvax.desk.cancel, "cancel")
