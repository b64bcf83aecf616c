"""What the commands share that ask people: who was asked, who was not, and what is next."""

from collections.abc import Iterator, Sequence

import typer

from qvax_cli.console import json_shapes, tables
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop import views
from qvax_cli.loop.delivery import Delivery, Failed
from qvax_cli.loop.desk import Changed
from qvax_cli.loop.forecast import forecast_of
from qvax_cli.loop.settle import Settled
from qvax_cli.words import Words

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


def settled_lines(words: Words, settled: Settled) -> Iterator[str]:
    """The same, for people."""
    released = settled.released
    yield from (words("was_on_standby", who=tables.called(one)) for one in settled.confirmed)
    if len(released) == 1:
        yield words("let_go_name", who=tables.name_of(released[0]))
    elif released:
        yield words("let_go", n=len(released))


def say_settled(qvax: Qvax, settled: Settled) -> None:
    """Says it at the terminal."""
    qvax.output.say(*settled_lines(qvax.words, settled))


def say_invited(qvax: Qvax, delivery: Delivery, *, troubles: bool = True, dry_run: bool = False) -> None:
    """Who was asked, who could not be, and what the channels said; what somebody has to do is said also with --quiet.

    troubles: False leaves out what is told elsewhere, of what goes on being out of order; dry_run: nobody was.
    """
    say, words = qvax.output.say, qvax.words
    if delivery.invited:
        shown = tables.would_be_asked if dry_run else tables.invitations
        shown(qvax, delivery.invited, delivery.at)
    if delivery.undeliverable:
        named = ", ".join(tables.named_with_mobile(one) for one in delivery.undeliverable[:_NAMED])
        more = len(delivery.undeliverable) - _NAMED
        say(words("unreached", who=words("and_more", who=named, n=more) if more > 0 else named))
        if "sms" not in qvax.channels:
            say(words("needs_sms"))
    say_not_told(qvax, delivery, troubles=troubles)


def say_not_told(qvax: Qvax, delivery: Delivery, *, troubles: bool = True) -> None:
    """Who will not be told something, and what the channels said; also with --quiet. troubles: as for say_invited."""
    _say_failed(qvax, delivery.failed)
    for trouble in delivery.troubles if troubles else ():
        qvax.output.warn(qvax.words("not_handed_over", trouble=qvax.words.reason(trouble)))


def _say_failed(qvax: Qvax, failed: Sequence[Failed]) -> None:
    """Whom somebody has to phone, as no channel takes what they are to be told."""
    names = {one.invitation.code: tables.called(one) for one in views.of_codes(qvax.db, [one.who for one in failed])}
    for one in failed:
        kind = qvax.words(f"kind_{one.kind}")
        qvax.output.warn(qvax.words("failed_kind", who=names.get(one.who, one.who), kind=kind))


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
    words = qvax.words
    qvax.output.say(tables.offer_line(words, offer, center, delivery.at), tables.counts_line(words, offer))
    if not qvax.output.json:
        say_settled(qvax, done.settled)
        say_invited(qvax, delivery)
    if cancelled:
        qvax.output.say(words("taken_back_from", who=tables.named(words, done.withdrawn)))
    if delivery.troubles or short:
        raise typer.Exit(DONE_IN_PART)
