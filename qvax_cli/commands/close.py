"""`qvax close`: cancels an offer."""

from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import sure
from qvax_cli.console.invited import offer_changed
from qvax_cli.console.lost import say_lost
from qvax_cli.context import Qvax
from qvax_cli.loop import views

app = typer.Typer(add_completion=False)


@app.command()
def close(
    ctx: typer.Context,
    offer: options.OfferNumber,
    release_confirmed: Annotated[
        bool, typer.Option("--release-confirmed", help="Take back the confirmed doses too.")
    ] = False,
    yes: options.Yes = False,
) -> None:
    """Cancel an offer: those still being asked are told; the confirmed keep their dose."""
    qvax: Qvax = ctx.obj
    was = views.offer(qvax.db, offer, task="change offers").offer.state
    if was == "cancelled" and not release_confirmed:
        qvax.output.say(qvax.words("cancelled_before", number=offer))
    else:
        seen = qvax.desk.close(offer, release_confirmed=release_confirmed, dry_run=True)
        sure.closed(qvax, seen, yes=yes)
    done = qvax.desk.close(offer, release_confirmed=release_confirmed)
    offer_changed(qvax, done, qvax.hand_over(done.settled.invited))
    say_lost(qvax, [done.offer])
