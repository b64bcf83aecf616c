"""`qvax respond`: an answer given by phone or at the desk."""

from enum import StrEnum
from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import tables
from qvax_cli.console.invited import invited_shapes, say_invited, say_settled, settled_shapes
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop import views
from qvax_cli.loop.desk import Answered

app = typer.Typer(add_completion=False)


class Answer(StrEnum):
    """What a person can answer, in the words that a mail takes too."""

    yes = "yes"
    no = "no"
    oui = "oui"
    non = "non"
    ja = "ja"
    nee = "nee"
    nein = "nein"

    @property
    def meaning(self) -> str:
        """ "yes" or "no"."""
        return "yes" if self in (Answer.yes, Answer.oui, Answer.ja) else "no"


_SAID = {
    "confirmed": "is confirmed: they come to {center} before {until}.",
    "standby": "is on standby: they hear by {by} whether they get a dose.",
    "declined": "declined; they keep their availability.",
    "repeat": "is {state} already; nothing changes.",
    "too_late": "answered too late, or there is no dose left for them: tell them kindly, they stay on the list.",
}


@app.command()
def respond(
    ctx: typer.Context,
    code: options.Code,
    answer: Annotated[Answer, typer.Argument(help="yes or no, in any of four languages", case_sensitive=False)],
) -> None:
    """Record a yes or no given by phone or at the desk; it counts from now."""
    qvax: Qvax = ctx.obj
    done = qvax.desk.respond(code, answer.meaning)
    delivery = qvax.hand_over(done.settled.invited)
    if qvax.output.json:
        shape = {"code": done.asked.invitation.code, "answer": answer.meaning, "result": done.result}
        qvax.output.data({**shape, "invited": invited_shapes(delivery), **settled_shapes(done.settled)})
    else:
        qvax.output.say(_said(done))
        say_settled(qvax, done.settled)
        say_invited(qvax, delivery)
        offer = views.offer(qvax.db, done.offer.id).offer
        qvax.output.say(f"Offer {offer.id}: {tables.counts_line(offer)}")
    if delivery.troubles:
        raise typer.Exit(DONE_IN_PART)


def _said(done: Answered) -> str:
    said = _SAID[done.result].format(
        center=done.center.name,
        until=tables.when(done.offer.until_at, done.now),
        by=tables.when(done.hears_by, done.now),
        state=tables.state(done.asked.invitation.state),
    )
    return f"{tables.name_of(done.asked)} ({done.asked.invitation.code}) {said}"
