"""What `cancel`, `no-show` and `vaccinated` share: an outcome was recorded, and a dose set free is given on."""

import typer

from qvax_cli.console import tables
from qvax_cli.console.invited import invited_shapes, say_invited, say_settled, settled_shapes
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop import views
from qvax_cli.loop.desk import Recorded


def hand_over_and_show(qvax: Qvax, done: Recorded, said: str) -> None:
    """Hands over what follows, and shows what became of the person and who is asked next."""
    delivery = qvax.hand_over(done.settled.invited)
    invitation = done.asked.invitation
    if qvax.output.json:
        shape = {"code": invitation.code, "state": invitation.state}
        qvax.output.data({**shape, "invited": invited_shapes(delivery), **settled_shapes(done.settled)})
    else:
        again = "was recorded like this already; nothing changes."
        qvax.output.say(f"{tables.name_of(done.asked)} ({invitation.code}) {again if done.again else said}")
        say_settled(qvax, done.settled)
        say_invited(qvax, delivery)
        offer = views.offer(qvax.db, done.offer.id).offer
        qvax.output.say(f"Offer {offer.id}: {tables.counts_line(offer)}")
    if delivery.troubles:
        raise typer.Exit(DONE_IN_PART)
