"""`qvax status`: one offer with its invitations, or what is going on now."""

from typing import Annotated

import typer

from qvax_cli.console import json_shapes, tables
from qvax_cli.console.overdue import say_overdue
from qvax_cli.context import Qvax
from qvax_cli.loop import views
from qvax_cli.loop.forecast import forecast_of

app = typer.Typer(add_completion=False)


@app.command()
def status(
    ctx: typer.Context,
    offer: Annotated[int | None, typer.Argument(metavar="[OFFER]", help="The number of the offer.")] = None,
) -> None:
    """One offer with its invitations and remaining minutes; without a number, all that is going on."""
    qvax: Qvax = ctx.obj
    if offer is None:
        _everything(qvax)
    else:
        _one(qvax, offer)
    say_overdue(qvax, qvax.now())
    qvax.say_rehearsal()


def _one(qvax: Qvax, number: int) -> None:
    now = qvax.now()
    (offer, center), asked = views.offer_with_invitations(qvax.db, number)
    if qvax.output.json:
        shapes = [json_shapes.invitation(one, now) for one in asked]
        shape = json_shapes.offer(offer, center, forecast_of(qvax.db, offer, now=now))
        qvax.output.data({"offer": shape, "invitations": shapes, "head": views.head(qvax.db)})
        return
    tables.invitations(qvax, asked, now)
    qvax.output.say(tables.offer_line(offer, center, now), tables.counts_line(offer))


def _everything(qvax: Qvax) -> None:
    now = qvax.now()
    going = views.going_on(qvax.db)
    if qvax.output.json:
        qvax.output.data(
            {
                "offers": [
                    json_shapes.offer(*one, forecast_of(qvax.db, one.offer, now=now)) for one, _ in going.offers
                ],
                "messages_waiting": going.messages_waiting,
                "to_read": [json_shapes.to_read(one) for one in going.to_read],
                "troubles": [json_shapes.trouble(one) for one in going.troubles],
                "head": views.head(qvax.db),
            }
        )
        return
    for (offer, center), live in going.offers:
        qvax.output.say(tables.offer_line(offer, center, now), tables.counts_line(offer))
        if live and (expected := forecast_of(qvax.db, offer, now=now)):
            qvax.output.say(tables.forecast_line(offer, expected, now))
        if live:
            tables.invitations(qvax, live, now)
    if not going.offers:
        qvax.output.say("No offer is open. Announce spare doses with: qvax offer --center CODE --doses N")
    if going.messages_waiting:
        qvax.output.say(f"{going.messages_waiting} message(s) wait to be handed over: qvax poll")
    for trouble in going.troubles:
        what = f"{trouble.name} has failed" if trouble.direction == "out" else f"answers by {trouble.name} are unread"
        qvax.output.say(f"Since {tables.when(trouble.since, now)} {what}: {trouble.reason}.")
    if going.to_read:
        tables.to_read(qvax, going.to_read)
