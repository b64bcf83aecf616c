"""`qvax doses`: another number of doses for an offer."""

from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import sure
from qvax_cli.console.invited import offer_changed
from qvax_cli.context import Qvax

app = typer.Typer(add_completion=False)


@app.command()
def doses(
    ctx: typer.Context,
    offer: options.OfferNumber,
    doses: Annotated[int, typer.Argument(metavar="N", help="How many doses, 1 to 200.")],
    yes: options.Yes = False,
) -> None:
    """Change the number of doses of an offer; never under the confirmed ones."""
    qvax: Qvax = ctx.obj
    sure.fewer_doses(qvax, qvax.desk.change_doses(offer, doses, dry_run=True), yes=yes)
    done = qvax.desk.change_doses(offer, doses)
    offer_changed(qvax, done, qvax.hand_over(done.settled.invited))
