"""`qvax outbox`: messages and their state."""

from typing import Annotated

import typer

from qvax_cli import contract
from qvax_cli.commands import options, screen
from qvax_cli.commands.asking import Asked
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART, Refused, Usage
from qvax_cli.store import invitations
from qvax_cli.store import outbox as store
from qvax_cli.store.outbox import Message

app = typer.Typer(no_args_is_help=True, help="Messages and their state.")
_STATES = ("queued", "handed_over", "refused", "dropped")
_MessageNumber = Annotated[int, typer.Argument(metavar="MESSAGE", help="The number of the message.")]


@app.command("list")
def list_messages(
    ctx: typer.Context,
    state: Annotated[str | None, typer.Option(help="queued, handed_over, refused or dropped.")] = None,
    offer: Annotated[int | None, typer.Option(help="Only of this offer.")] = None,
    channel: Annotated[str | None, typer.Option(help="Only of this channel.")] = None,
    limit: options.Limit = -1,
) -> None:
    """List messages, the newest first."""
    qvax: Qvax = ctx.obj
    if state not in (None, *_STATES):
        raise Usage(f"--state: there is no state “{state}”", f"the states are {', '.join(_STATES)}")
    found = store.every(qvax.db, state=state, offer_id=offer, channel=channel, limit=limit)
    if qvax.output.json:
        qvax.output.data({"messages": [_shape(qvax, one) for one in found]})
        return
    now = qvax.now()
    qvax.output.table(
        (
            ">Message",
            "Invitation",
            "Kind",
            "Channel",
            "State",
            ">Attempts",
            "Written",
            "Handed over",
            "Trouble",
        ),
        [
            (
                m.id,
                _code(qvax, m),
                screen.state(m.kind),
                m.channel,
                screen.state(m.state),
                m.attempts,
                screen.when(m.created_at, now),
                screen.when(m.handed_over_at, now),
                m.error,
            )
            for m in found
        ],
    )


@app.command()
def show(ctx: typer.Context, message: _MessageNumber) -> None:
    """Show one message, with its text."""
    qvax: Qvax = ctx.obj
    found = store.get(qvax.db, message)
    if qvax.output.json:
        qvax.output.data({"message": {**_shape(qvax, found), "subject": found.subject, "body": found.body}})
        return
    rows = [(name.replace("_", " "), value) for name, value in _shape(qvax, found).items() if value is not None]
    qvax.output.table(("Message", str(found.id)), rows[1:])
    if found.body is None:
        qvax.output.say("Its text is written when it is handed over, and erased some days later.")
    else:
        typer.echo(f"\n{found.subject}\n\n{found.body}")


@app.command()
def retry(
    ctx: typer.Context,
    message: Annotated[int | None, typer.Argument(metavar="[MESSAGE]", help="Only this message.")] = None,
) -> None:
    """Try the waiting messages now, without waiting for their next turn."""
    qvax: Qvax = ctx.obj
    now = qvax.now()
    with qvax.db.write():
        if message is not None:
            store.get(qvax.db, message)
        count = store.try_now(qvax.db, message, now)
    if message is not None and count == 0:
        raise Refused(f"message {message} cannot be sent any more", f"see why: qvax outbox show {message}")
    asked = Asked(qvax, [])
    left = store.waiting(qvax.db)
    if qvax.output.json:
        qvax.output.data({"tried": count, "waiting": left, "invited": asked.shapes()})
    else:
        qvax.output.say(f"{count} message(s) tried, {left} still waiting.")
        asked.say()
    if asked.troubles:
        raise typer.Exit(DONE_IN_PART)


def _shape(qvax: Qvax, message: Message) -> contract.Shape:
    return contract.message(message, _code(qvax, message))


def _code(qvax: Qvax, message: Message) -> str:
    return invitations.by_id(qvax.db, message.invitation_id).code
