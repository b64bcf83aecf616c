"""`qvax cancel`: a confirmed person does not want the dose after all."""

import typer

from qvax_cli.commands import options
from qvax_cli.commands.outcomes import hand_over_and_show
from qvax_cli.context import Qvax

app = typer.Typer(add_completion=False)


@app.command("cancel")
def cancel(ctx: typer.Context, code: options.Code) -> None:
    """A confirmed person does not want the dose after all: it is free again."""
    qvax: Qvax = ctx.obj
    hand_over_and_show(
        qvax,
        qvax.desk.cancel(code),
        "cancelled: the dose is free again.",
    )
