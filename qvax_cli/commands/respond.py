"""`qvax respond`: an answer given by phone or at the desk."""

from typing import Annotated

import typer

from qvax_cli.console import completion, said, tables
from qvax_cli.console.answer import asked_for, check_can_ask, named_and_answer
from qvax_cli.console.invited import delivery_shapes, say_invited, say_settled, settled_shapes
from qvax_cli.console.overdue import say_overdue
from qvax_cli.console.person import invitation_meant
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop import views

app = typer.Typer(add_completion=False)


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
    asked = invitation_meant(qvax, named, task="record answers")
    answer = answer or asked_for(qvax, asked)
    done = qvax.desk.respond(asked.invitation.code, answer)
    delivery = qvax.hand_over(done.settled.invited)
    if qvax.output.json:
        shape = {"code": done.asked.invitation.code, "answer": answer, "result": done.result, "reason": done.reason}
        qvax.output.data({**shape, **delivery_shapes(delivery), **settled_shapes(done.settled)})
    else:
        qvax.output.say(said.answered(qvax.words, done))
        say_settled(qvax, done.settled)
        say_invited(qvax, delivery)
        offer = views.offer(qvax.db, done.offer.id).offer
        qvax.output.say(tables.offer_counts(qvax.words, offer))
        say_overdue(qvax, done.now)
    if delivery.troubles:
        raise typer.Exit(DONE_IN_PART)
