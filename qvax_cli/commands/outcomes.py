"""What `cancel`, `no-show` and `vaccinated` share: an outcome is recorded, and a dose set free is given on."""

from collections.abc import Callable

import typer

from qvax_cli.console import tables
from qvax_cli.console.asked import Asked
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop.invite import refill
from qvax_cli.store import invitations, offers
from qvax_cli.store.invitations import Invitation


def record(qvax: Qvax, code: str, outcome: Callable[..., Invitation], said: str) -> None:
    """Records what became of the person with this code, and shows who is asked next."""
    now = qvax.now()
    with qvax.write():
        invitation = invitations.by_code(qvax.db, code)
        after = outcome(qvax.db, invitation, now=now)
        made = refill(qvax.db, invitation.offer_id, qvax.reach, now=now)
    asked = Asked(qvax, made)
    if qvax.output.json:
        qvax.output.data({"code": after.code, "state": after.state, "invited": asked.shapes()})
    else:
        name = tables.name_of(qvax, after)
        again = "was recorded like this already; nothing changes."
        qvax.output.say(f"{name} ({after.code}) {again if after is invitation else said}")
        asked.say()
        offer = offers.get(qvax.db, after.offer_id)
        qvax.output.say(f"Offer {offer.id}: {tables.counts_line(offer)}")
    if asked.troubles:
        raise typer.Exit(DONE_IN_PART)
