"""`qvax close`: cancels an offer."""

from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console.asked import Asked, offer_changed
from qvax_cli.context import Qvax
from qvax_cli.loop import amend
from qvax_cli.store import offers

app = typer.Typer(add_completion=False)


@app.command()
def close(
    ctx: typer.Context,
    offer: options.OfferNumber,
    release_confirmed: Annotated[
        bool, typer.Option("--release-confirmed", help="Take back the confirmed doses too.")
    ] = False,
) -> None:
    """Cancel an offer: those still being asked are told; the confirmed keep their dose."""
    qvax: Qvax = ctx.obj
    with qvax.write():
        found = offers.get(qvax.db, offer)
        cancelled = amend.close(qvax.db, found, release_confirmed=release_confirmed, now=qvax.now())
    offer_changed(qvax, found, Asked(qvax, []), cancelled)
