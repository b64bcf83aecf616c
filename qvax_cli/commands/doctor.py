"""`qvax doctor`: is everything in order, and what to do where it is not."""

import typer

from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.health import examine

app = typer.Typer()


@app.command()
def doctor(ctx: typer.Context) -> None:
    """Check the database, the settings, the channels and what is waiting."""
    qvax: Qvax = ctx.obj
    findings = examine(qvax)
    well = all(one.state != "wrong" for one in findings)
    if qvax.output.json:
        qvax.output.data({"ok": well, "checks": [one._asdict() for one in findings]})
    else:
        qvax.output.table(
            ("Check", "State", "Finding", "What to do"),
            [(f.check, f.state, f.finding, f.hint) for f in findings],
        )
        qvax.output.say("All is well." if well else "Something is wrong: see above.")
    if not well:
        raise typer.Exit(DONE_IN_PART)
