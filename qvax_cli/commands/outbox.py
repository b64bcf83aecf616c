"""`qvax outbox`: messages and their state."""

from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import json_shapes, tables
from qvax_cli.console.columns import columns
from qvax_cli.console.invited import delivery_shapes, say_invited
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART, Refused, Usage
from qvax_cli.loop import views
from qvax_cli.loop.correspondence import Correspondence
from qvax_cli.loop.views import Sent
from qvax_cli.rules.local_time import Instant, local
from qvax_cli.store.attempts import Attempt
from qvax_cli.store.outbox import Message
from qvax_cli.words import Words

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Messages and their state.")
_STATES = ("queued", "handed_over", "refused", "bounced", "dropped")
_MessageNumber = Annotated[int, typer.Argument(metavar="MESSAGE", help="The number of the message.")]
_COLUMNS = (">message", "about", "kind", "channel", "state", ">attempts", "written", "handed_over", "trouble")


@app.command("list")
def list_messages(
    ctx: typer.Context,
    state: Annotated[str | None, typer.Option(help="queued, handed_over, refused, bounced or dropped.")] = None,
    offer: Annotated[int | None, typer.Option(help="Only of this offer.")] = None,
    channel: Annotated[str | None, typer.Option(help="Only of this channel.")] = None,
    limit: options.Limit = -1,
) -> None:
    """List messages, the newest first."""
    qvax: Qvax = ctx.obj
    if state not in (None, *_STATES):
        raise Usage(f"--state: there is no state “{state}”", f"the states are {', '.join(_STATES)}")
    messages = views.messages(qvax.db, state=state, offer_id=offer, channel=channel, limit=limit)
    if qvax.output.json:
        qvax.output.data({"messages": [json_shapes.message(one) for one in messages]})
    else:
        now = qvax.now()
        qvax.output.table(columns(qvax.words, _COLUMNS), [_row(qvax.words, one, now) for one in messages])


@app.command()
def show(ctx: typer.Context, message: _MessageNumber) -> None:
    """Show one message: every attempt, what the server said, and the text."""
    qvax: Qvax = ctx.obj
    sent, tried = views.message(qvax.db, message)
    it = sent.message
    if qvax.output.json:
        shape = {
            **json_shapes.message(sent),
            "next_try_at": json_shapes.moment(it.next_try_at if it.state == "queued" else None),
            "not_after": json_shapes.moment(it.not_after),
            "delivered_at": json_shapes.moment(it.delivered_at),
            "bounced_at": json_shapes.moment(it.bounced_at),
            "reference": it.reference,
            "history": [json_shapes.attempt(one) for one in tried],
            "subject": it.subject,
            "body": it.body,
        }
        qvax.output.data({"message": shape})
        return
    words, now = qvax.words, qvax.now()
    titles = [one.title for one in columns(words, [name.lstrip(">") for name in _COLUMNS])]
    rows = [(title, value) for title, value in zip(titles, _row(words, sent, now), strict=True) if value]
    qvax.output.table((titles[0], str(it.id)), rows[1:])
    qvax.output.table(columns(words, ("when", "what", "server_said")), _story(words, it, tried))
    if it.body is None:
        qvax.output.say(words("no_text_yet"))
    else:
        typer.echo(f"\n{it.subject}\n\n{it.body}")


def _story(words: Words, message: Message, tried: list[Attempt]) -> list[tuple[str, str, str | None]]:
    """All that happened to a message, in order, to the second."""
    story: list[tuple[Instant | None, str, str | None]] = [(message.created_at, "written", None)]
    story += ((one.ended_at or one.begun_at, one.outcome or "under_way", one.answer) for one in tried)
    if message.delivered_at is not None:
        story.append((message.delivered_at, "delivered", None))
    if message.bounced_at is not None:
        story.append((message.bounced_at, "came_back", message.error))
    if message.state == "queued":
        story.append((max(message.next_try_at, message.created_at), "next", message.error))
        story.append((message.not_after, "last", None))
    elif message.state == "dropped":
        story.append((None, "dropped", message.error))
    return [(_to_the_second(words, at), words(f"story_{what}"), said) for at, what, said in story]


def _to_the_second(words: Words, at: Instant | None) -> str:
    return "" if at is None else f"{tables.with_day(at, words)}:{local(at):%S}"


@app.command()
def retry(
    ctx: typer.Context,
    message: Annotated[int | None, typer.Argument(metavar="[MESSAGE]", help="Only this message.")] = None,
) -> None:
    """Try the waiting messages now, without waiting for their next turn."""
    qvax: Qvax = ctx.obj
    count = Correspondence(qvax.db, qvax.now, qvax.patience).try_now(message)
    if message is not None and count == 0:
        raise Refused(f"message {message} cannot be sent any more", cause="message_over", number=message)
    delivery = qvax.hand_over(everything=True)
    left = views.messages_waiting(qvax.db)
    if qvax.output.json:
        qvax.output.data({"tried": count, "waiting": left, **delivery_shapes(delivery)})
    else:
        qvax.output.say(qvax.words("messages_tried", n=count, left=left))
        say_invited(qvax, delivery)
    if delivery.troubles:
        raise typer.Exit(DONE_IN_PART)


def _row(words: Words, sent: Sent, now: Instant) -> tuple[object, ...]:
    message = sent.message
    return (
        message.id,
        sent.code or tables.whose(message.reservist_id),
        words(f"kind_{message.kind}"),
        message.channel,
        words(f"message_{message.state}"),
        message.attempts,
        tables.when(message.created_at, now, words),
        tables.when(message.handed_over_at, now, words),
        words.reason(message.error or ""),
    )
