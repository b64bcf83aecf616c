"""`qvax status`: one offer with its invitations, or what is going on now."""

from typing import Annotated

import typer

from qvax_cli.console import json_shapes, tables
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
        shapes = [json_shapes.invitation(qvax.db, one, now) for one in asked]
        qvax.output.data({"offer": json_shapes.offer(qvax.db, found), "invitations": shapes})
        return
    tables.invitations(qvax, asked, now)
    qvax.output.say(tables.offer_line(qvax, found, now), tables.counts_line(found))


def _everything(qvax: Qvax) -> None:
    now = qvax.now()
    found = offers.in_play(qvax.db, None)
    waiting = outbox.waiting(qvax.db)
    unread, wrong = replies.to_read(qvax.db), troubles.every(qvax.db)
    if qvax.output.json:
        qvax.output.data(
            {
                "offers": [json_shapes.offer(qvax.db, one) for one in found],
                "messages_waiting": waiting,
                "to_read": [json_shapes.to_read(one) for one in unread],
                "troubles": [json_shapes.trouble(one) for one in wrong],
            }
        )
        return
    for one in found:
        live = invitations.live_of(qvax.db, one.id)
        qvax.output.say(tables.offer_line(qvax, one, now), tables.counts_line(one))
        if live:
            tables.invitations(qvax, live, now)
    if not found:
        qvax.output.say("No offer is open. Announce spare doses with: qvax offer --center CODE --doses N")
    if waiting:
        qvax.output.say(f"{waiting} message(s) wait to be handed over: qvax poll")
    for trouble in wrong:
        what = f"{trouble.name} has failed" if trouble.direction == "out" else f"answers by {trouble.name} are unread"
        qvax.output.say(f"Since {tables.when(trouble.since, now)} {what}: {trouble.reason}.")
    if unread:
        tables.to_read(qvax, unread)
