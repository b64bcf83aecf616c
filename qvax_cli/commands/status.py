"""`qvax status`: one offer with its invitations, or what is going on now."""

from typing import Annotated

import typer

from qvax_cli.console import completion, json_shapes, tables
from qvax_cli.console.overdue import say_overdue
from qvax_cli.console.person import invitation_meant
from qvax_cli.context import Qvax
from qvax_cli.loop import views
from qvax_cli.loop.forecast import forecast_of
from qvax_cli.loop.views import AtCenter, Going
from qvax_cli.rules.local_time import Instant
from qvax_cli.store.asked import Asked

app = typer.Typer(add_completion=False)

#: Digits of a national number; every other number is one of an offer.
_NATIONAL = 11


@app.command()
def status(
    ctx: typer.Context,
    named: Annotated[
        str | None,
        typer.Argument(
            metavar="[OFFER]",
            autocompletion=completion.offer_or_person,
            help="The number of an offer; or a person, by code or name.",
        ),
    ] = None,
) -> None:
    """One offer or person with remaining minutes and phone; without, all that is going on and who is coming."""
    qvax: Qvax = ctx.obj
    if named is None:
        _everything(qvax)
    elif (number := named.strip().lstrip("#")).isdecimal() and len(number) != _NATIONAL:
        _one(qvax, *views.offer_with_invitations(qvax.db, int(number)))
    else:
        _person(qvax, invitation_meant(qvax, named, settled=True))
    say_overdue(qvax, qvax.now())
    qvax.say_rehearsal()


def _person(qvax: Qvax, asked: Asked) -> None:
    if not qvax.output.json:
        tables.invitation(qvax, asked, qvax.now())
    _one(qvax, views.offer(qvax.db, asked.offer.id), [asked], table=False)


def _one(qvax: Qvax, it: AtCenter, asked: list[Asked], *, table: bool = True) -> None:
    now = qvax.now()
    offer, center = it
    if qvax.output.json:
        shapes = [json_shapes.reachable(one, now) for one in asked]
        shape = json_shapes.offer(offer, center, forecast_of(qvax.db, offer, now=now))
        qvax.output.data({"offer": shape, "invitations": shapes, "head": views.head(qvax.db)})
        return
    if table:
        tables.reachable(qvax, asked, now)
    qvax.output.say(tables.offer_line(qvax.words, offer, center, now), tables.counts_line(qvax.words, offer))


def _everything(qvax: Qvax) -> None:
    now = qvax.now()
    going = views.going_on(qvax.db, now=now)
    if qvax.output.json:
        qvax.output.data(_shape(qvax, going, now))
    else:
        _show(qvax, going, now)


def _show(qvax: Qvax, going: Going, now: Instant) -> None:
    words, say = qvax.words, qvax.output.say
    for (offer, center), held in going.offers:
        say(tables.offer_line(words, offer, center, now), tables.counts_line(words, offer))
        if offer.pending + offer.standby and (expected := forecast_of(qvax.db, offer, now=now)):
            say(tables.forecast_line(words, offer, expected, now))
        if held:
            tables.reachable(qvax, held, now)
    if not any(it.offer.in_play(now) for it, _ in going.offers):
        say(words("no_offer_open"))
    if going.messages_waiting:
        say(words("messages_wait", n=going.messages_waiting))
    say(*(tables.trouble_line(words, trouble, now) for trouble in going.troubles))
    if going.to_read:
        tables.to_read(qvax, going.to_read)


def _shape(qvax: Qvax, going: Going, now: Instant) -> json_shapes.Shape:
    return {
        "offers": [json_shapes.offer(*one, forecast_of(qvax.db, one.offer, now=now)) for one, _ in going.offers],
        "invitations": [json_shapes.reachable(one, now) for _, held in going.offers for one in held],
        "messages_waiting": going.messages_waiting,
        "to_read": [json_shapes.to_read(one) for one in going.to_read],
        "troubles": [json_shapes.trouble(one) for one in going.troubles],
        "head": views.head(qvax.db),
    }
