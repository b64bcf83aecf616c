"""`qvax doses`: another number of doses for an offer."""

from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console.asked import Asked, offer_changed
from qvax_cli.context import Qvax
from qvax_cli.loop.amend import change_doses
from qvax_cli.loop.invite import refill
from qvax_cli.store import offers

app = typer.Typer(add_completion=False)


@app.command()
def doses(
    ctx: typer.Context,
    offer: options.OfferNumber,
    doses: Annotated[int, typer.Argument(metavar="N", help="How many doses, 1 to 200.")],
) -> None:
    """Change the number of doses of an offer; never under the confirmed ones."""
    qvax: Qvax = ctx.obj
    now = qvax.now()
    with qvax.write():
        found = offers.get(qvax.db, offer)
        cancelled = change_doses(qvax.db, found, doses, now=now)
        made = refill(qvax.db, offer, qvax.reach, now=now)
    offer_changed(qvax, found, Asked(qvax, made), cancelled)
