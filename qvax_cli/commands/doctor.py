"""`qvax doctor`: is everything in order, and what to do where it is not."""

from typing import Annotated

import typer

from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.health import examine, send_test

app = typer.Typer(add_completion=False)


@app.command()
def doctor(
    ctx: typer.Context,
    address: Annotated[
        str | None,
        typer.Option("--send-test", metavar="ADDRESS", help="Send one test message to this address or mobile number."),
    ] = None,
) -> None:
    """Check the database, the settings, the channels (connect, log in) and what is waiting."""
    qvax: Qvax = ctx.obj
    findings = examine(qvax)
    if address:
        findings += send_test(qvax, address)
    well = all(one.state != "wrong" for one in findings)
    if qvax.output.json:
        qvax.output.data({"ok": well, "checks": [one._asdict() for one in findings]})
    else:
        qvax.output.table(
            ("Check", "State", "Finding", "What to do"),
            [(f.check, f.state, f.finding, f.hint) for f in findings],
        )
        qvax.output.say(_verdict({one.state for one in findings}))
    if not well:
        raise typer.Exit(DONE_IN_PART)


def _verdict(states: set[str]) -> str:
    if "wrong" in states:
        return "Something is wrong: see above."
    return "Nothing is broken, but see the warning above." if "warning" in states else "All is well."
