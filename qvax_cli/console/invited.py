"""What the commands share that ask people: who was asked, who was not, and what is next."""

import typer

from qvax_cli.console import json_shapes, tables
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop import views
from qvax_cli.loop.delivery import Delivery
from qvax_cli.loop.desk import Changed
from qvax_cli.loop.forecast import forecast_of
from qvax_cli.loop.settle import Settled

_NAMED = 5


def invited_shapes(delivery: Delivery) -> list[json_shapes.Shape]:
    """`invited` of the contract."""
    return [json_shapes.invitation(one, delivery.at) for one in delivery.invited]


def delivery_shapes(delivery: Delivery) -> json_shapes.Shape:
    """Who was invited, and what the channels said about messages that wait."""
    return {"invited": invited_shapes(delivery), "troubles": list(delivery.troubles)}


def settled_shapes(settled: Settled) -> json_shapes.Shape:
    """Who of those on standby has a dose now, and who was let go: their codes."""
    return {
        "confirmed": [one.invitation.code for one in settled.confirmed],
        "released": [one.invitation.code for one in settled.released],
    }


def say_settled(qvax: Qvax, settled: Settled) -> None:
    """The same, for people."""
    for one in settled.confirmed:
        qvax.output.say(f"{tables.name_of(one)} ({one.invitation.code}) was on standby and is confirmed.")
    released = settled.released
    if released:
        who = f"{tables.name_of(released[0])} was" if len(released) == 1 else f"{len(released)} people were"
        qvax.output.say(f"All doses are taken: {who} told so and lost nothing.")


def say_invited(qvax: Qvax, delivery: Delivery, *, troubles: bool = True, dry_run: bool = False) -> None:
    """Who was asked, who could not be, and what the channels said; what somebody has to do is said also with --quiet.

    troubles: False leaves out what is told elsewhere, of what goes on being out of order; dry_run: nobody was.
    """
    say = qvax.output.say
    if delivery.invited:
        shown = tables.would_be_asked if dry_run else tables.invitations
        shown(qvax, delivery.invited, delivery.at)
    if delivery.undeliverable:
        named = [tables.named_with_mobile(one) for one in delivery.undeliverable[:_NAMED]]
        more = len(delivery.undeliverable) - len(named)
        others = f" and {more} more" if more else ""
        say(f"No channel reaches {', '.join(named)}{others}: they were passed over and lost nothing.")
        if "sms" not in qvax.channels:
            say("People with only a mobile number need an SMS channel: section [sms] of the configuration.")
    for failed in delivery.failed:
        qvax.output.warn(f"{failed.who}: no channel takes the {tables.state(failed.kind)} for them. Phone them.")
    for trouble in delivery.troubles if troubles else ():
        qvax.output.warn(f"Not handed over yet, tried again by the next qvax poll: {trouble}.")


def offer_changed(qvax: Qvax, done: Changed, delivery: Delivery) -> None:
    """Shows an offer after a change; exit 5 when doses are left for which nobody can be asked."""
    offer, center = views.offer(qvax.db, done.offer.id)
    short = offer.uncovered if offer.in_play(delivery.at) else 0
    cancelled = [one.invitation.code for one in done.withdrawn]
    if qvax.output.json:
        qvax.output.data(
            {
                "offer": json_shapes.offer(offer, center, forecast_of(qvax.db, offer, now=delivery.at)),
                **delivery_shapes(delivery),
                "cancelled": cancelled,
                "short": short,
                "undeliverable": [one.invitation.code for one in delivery.undeliverable],
            }
        )
    qvax.output.say(tables.offer_line(offer, center, delivery.at), tables.counts_line(offer))
    if not qvax.output.json:
        say_settled(qvax, done.settled)
        say_invited(qvax, delivery)
    if cancelled:
        qvax.output.say(f"Taken back from {tables.named(done.withdrawn)}; who knew of it is told.")
    if delivery.troubles or short:
        raise typer.Exit(DONE_IN_PART)
