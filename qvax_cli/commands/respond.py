"""`qvax respond`: an answer given by phone or at the desk."""

from enum import StrEnum
from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import tables
from qvax_cli.console.asked import Asked
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop.answer import apply
from qvax_cli.loop.invite import refill
from qvax_cli.store import invitations, offers, replies

app = typer.Typer(add_completion=False)


class Answer(StrEnum):
    """What a person can answer."""

    yes = "yes"
    no = "no"


_SAID = {
    "confirmed": "is confirmed: they come to {center} before {until}.",
    "declined": "declined; they keep their availability.",
    "repeat": "is {state} already; nothing changes.",
    "too_late": "answered too late, or there is no dose left for them: tell them kindly, they stay on the list.",
}


@app.command()
def respond(
    ctx: typer.Context,
    code: options.Code,
    answer: Annotated[Answer, typer.Argument(help="yes or no", case_sensitive=False)],
) -> None:
    """Record a yes or no given by phone or at the desk; it counts from now."""
    qvax: Qvax = ctx.obj
    now = qvax.now()
    with qvax.write():
        invitation = invitations.by_code(qvax.db, code)
        applied = apply(qvax.db, invitation, answer.value, received_at=now, now=now)
        replies.settle_of(qvax.db, invitation.id, now, now)
        made = [one for offer in applied.offers for one in refill(qvax.db, offer, qvax.reach, now=now)]
    asked = Asked(qvax, made)
    if qvax.output.json:
        shape = {"code": invitation.code, "answer": answer.value, "result": applied.result}
        qvax.output.data({**shape, "invited": asked.shapes()})
    else:
        offer = offers.get(qvax.db, invitation.offer_id)
        said = _SAID[applied.result].format(
            center=tables.center_name(qvax, offer),
            until=tables.when(offer.until_at, now),
            state=tables.state(invitation.state),
        )
        qvax.output.say(f"{tables.name_of(qvax, invitation)} ({invitation.code}) {said}")
        asked.say()
        qvax.output.say(f"Offer {offer.id}: {tables.counts_line(offer)}")
    if asked.troubles:
        raise typer.Exit(DONE_IN_PART)
