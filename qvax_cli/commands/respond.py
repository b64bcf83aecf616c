"""`qvax respond`: an answer given by phone or at the desk."""

from typing import Annotated

import typer

from qvax_cli.console import completion, tables
from qvax_cli.console.answer import asked_for, check_can_ask, named_and_answer
from qvax_cli.console.invited import delivery_shapes, say_invited, say_settled, settled_shapes
from qvax_cli.console.overdue import say_overdue
from qvax_cli.console.person import invitation_meant
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop import views
from qvax_cli.loop.desk import Answered

app = typer.Typer(add_completion=False)

_SAID = {
    "confirmed": "is confirmed: they come to {center} before {until}.",
    "standby": "is on standby: they hear by {by} whether they get a dose.",
    "declined": "declined; they keep their availability.",
    "given_up": "had said yes and does not come: the dose is free again; they keep their availability.",
    "repeat": "is {state} already; nothing changes.",
    "late": "answered too late: their time was over at {expired}. Tell them kindly; they stay on the list.",
    "over": "cannot have a dose any more: the offer is {offer}. Tell them kindly; they stay on the list.",
    "no_dose": "said yes, and no dose is left for them: tell them kindly, they stay on the list.",
}


@app.command()
def respond(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="CODE ANSWER",
            autocompletion=completion.answer,
            help="Whose (code, name or id), and yes or no in any of four languages.",
        ),
    ],
) -> None:
    """Record a yes or no given by phone or at the desk; it counts from now. Without an answer it is asked for."""
    qvax: Qvax = ctx.obj
    named, answer = named_and_answer(words)
    if answer is None:
        check_can_ask(qvax)
    asked = invitation_meant(qvax, named)
    answer = answer or asked_for(qvax, asked)
    done = qvax.desk.respond(asked.invitation.code, answer)
    delivery = qvax.hand_over(done.settled.invited)
    if qvax.output.json:
        shape = {"code": done.asked.invitation.code, "answer": answer, "result": done.result, "reason": done.reason}
        qvax.output.data({**shape, **delivery_shapes(delivery), **settled_shapes(done.settled)})
    else:
        qvax.output.say(_said(done))
        say_settled(qvax, done.settled)
        say_invited(qvax, delivery)
        offer = views.offer(qvax.db, done.offer.id).offer
        qvax.output.say(f"Offer {offer.id}: {tables.counts_line(offer)}")
        say_overdue(qvax, done.now)
    if delivery.troubles:
        raise typer.Exit(DONE_IN_PART)


def _said(done: Answered) -> str:
    invitation = done.asked.invitation
    gives_up = done.result == "declined" and invitation.state == "confirmed"
    said = _SAID["given_up" if gives_up else done.reason or done.result].format(
        center=done.center.name,
        until=tables.when(done.offer.until_at, done.now),
        by=tables.when(done.hears_by, done.now),
        state=tables.state(invitation.state),
        expired=tables.when(invitation.expires_at or done.offer.supply.answers_until, done.now),
        offer="cancelled" if done.offer.state == "cancelled" else "over",
    )
    return f"{tables.name_of(done.asked)} ({invitation.code}) {said}"
