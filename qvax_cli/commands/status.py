"""`qvax status`: one offer with its invitations, or what is going on now."""

from typing import Annotated

import typer

from qvax_cli import contract
from qvax_cli.commands import screen
from qvax_cli.context import Qvax
from qvax_cli.store import invitations, offers, outbox, replies, troubles

app = typer.Typer(add_completion=False)


@app.command()
def status(
    ctx: typer.Context,
    offer: Annotated[int | None, typer.Argument(metavar="[OFFER]", help="The number of the offer.")] = None,
) -> None:
    """One offer with its invitations and remaining minutes; without a number, all that is going on."""
    qvax: Qvax = ctx.obj
    with qvax.db.read():
        if offer is None:
            _everything(qvax)
        else:
            _one(qvax, offer)


def _one(qvax: Qvax, number: int) -> None:
    now = qvax.now()
    found = offers.get(qvax.db, number)
    asked = invitations.of_offer(qvax.db, number)
    if qvax.output.json:
        shapes = [contract.invitation(qvax.db, one, now) for one in asked]
        qvax.output.data({"offer": contract.offer(qvax.db, found), "invitations": shapes})
        return
    screen.invitations(qvax, asked, now)
    qvax.output.say(screen.offer_line(qvax, found, now), screen.counts_line(found))


def _everything(qvax: Qvax) -> None:
    now = qvax.now()
    found = offers.in_play(qvax.db, None)
    waiting = outbox.waiting(qvax.db)
    unread, wrong = replies.to_read(qvax.db), troubles.every(qvax.db)
    if qvax.output.json:
        qvax.output.data(
            {
                "offers": [contract.offer(qvax.db, one) for one in found],
                "messages_waiting": waiting,
                "to_read": [contract.to_read(one) for one in unread],
                "troubles": [contract.trouble(one) for one in wrong],
            }
        )
        return
    for one in found:
        live = invitations.live_of(qvax.db, one.id)
        qvax.output.say(screen.offer_line(qvax, one, now), screen.counts_line(one))
        if live:
            screen.invitations(qvax, live, now)
    if not found:
        qvax.output.say("No offer is open. Announce spare doses with: qvax offer --center CODE --doses N")
    if waiting:
        qvax.output.say(f"{waiting} message(s) wait to be handed over: qvax poll")
    for trouble in wrong:
        what = f"{trouble.name} has failed" if trouble.direction == "out" else f"answers by {trouble.name} are unread"
        qvax.output.say(f"Since {screen.when(trouble.since, now)} {what}: {trouble.reason}.")
    if unread:
        screen.to_read(qvax, unread)
