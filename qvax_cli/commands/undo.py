"""`qvax undo`: takes back an answer or an outcome that was entered for the wrong person."""

from typing import Annotated

import typer

from qvax_cli.console import completion, said, tables
from qvax_cli.console.invited import delivery_shapes, say_invited, say_settled, settled_shapes
from qvax_cli.console.person import invitation_meant
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop import views

app = typer.Typer(add_completion=False)


@app.command()
def undo(
    ctx: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(metavar="[CODE]", autocompletion=completion.people, help="Whose. [default: what came last]"),
    ] = None,
) -> None:
    """Take back the last answer or outcome entered by hand; who was told of it gets a correction."""
    qvax: Qvax = ctx.obj
    task = "take back what was entered"
    named = None if code is None else invitation_meant(qvax, code, settled=True, task=task).invitation.code
    done = qvax.desk.undo(named, within=qvax.settings.seconds("policy.undo_minutes"))
    delivery = qvax.hand_over(done.settled.invited)
    it, was = done.asked.invitation, done.undone
    if qvax.output.json:
        shape = {"code": it.code, "undone": was, "state": it.state}
        withdrawn = [one.invitation.code for one in done.withdrawn]
        more = {**delivery_shapes(delivery), **settled_shapes(done.settled)}
        qvax.output.data({**shape, "withdrawn": withdrawn, **more})
    else:
        words = qvax.words
        qvax.output.say(said.taken_back(words, done))
        qvax.output.say(*(words("made_room", who=tables.called(one)) for one in done.withdrawn))
        say_settled(qvax, done.settled)
        say_invited(qvax, delivery)
        offer = views.offer(qvax.db, done.offer.id).offer
        qvax.output.say(tables.offer_counts(words, offer))
    if delivery.troubles:
        raise typer.Exit(DONE_IN_PART)
