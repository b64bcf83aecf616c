"""`qvax vaccinated`: a confirmed person had the dose."""

import typer

from qvax_cli.commands import options
from qvax_cli.commands.outcomes import hand_over_and_show
from qvax_cli.context import Qvax

app = typer.Typer(add_completion=False)


@app.command("vaccinated")
def vaccinated(ctx: typer.Context, code: options.Code) -> None:
    """A confirmed person had the dose: they leave the list and are sent on for the second one."""
    qvax: Qvax = ctx.obj
    hand_over_and_show(
        qvax,
        qvax.desk.vaccinated(code),
        "was vaccinated, has left the list, and is told where to book the second dose.",
    )
