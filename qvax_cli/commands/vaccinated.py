"""`qvax vaccinated`: a confirmed person had the dose."""

import typer

from qvax_cli.commands import options
from qvax_cli.commands.outcomes import record
from qvax_cli.context import Qvax

app = typer.Typer(add_completion=False)


@app.command("vaccinated")
def vaccinated(ctx: typer.Context, codes: options.Codes) -> None:
    """A confirmed person had the dose: they leave the list and are sent on for the second one."""
    qvax: Qvax = ctx.obj
    record(
        qvax,
        codes,
        qvax.desk.vaccinated,
        "vaccinated",
    )
