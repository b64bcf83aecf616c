"""`qvax offer`: spare doses are announced, and the right people asked."""

from collections.abc import Iterator

import typer

from qvax_cli.commands import options
from qvax_cli.console import json_shapes, sure, tables
from qvax_cli.console.center import center_meant
from qvax_cli.console.doses import asked_for, check_can_ask
from qvax_cli.console.invited import delivery_shapes, say_invited
from qvax_cli.console.rehearsal import ask_first
from qvax_cli.console.short import why_short
from qvax_cli.console.terms import terms
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop import views
from qvax_cli.loop.delivery import Delivery, not_delivered
from qvax_cli.loop.forecast import forecast_of
from qvax_cli.store.centers import Center
from qvax_cli.store.offers import Offer

app = typer.Typer(add_completion=False)


@app.command()
def offer(
    ctx: typer.Context,
    doses: options.DosesOrAsked = None,
    center: options.Center = None,
    from_: options.From = None,
    until: options.Until = None,
    vaccine: options.Vaccine = None,
    lot: options.Lot = None,
    min_age: options.MinAge = None,
    max_age: options.MaxAge = None,
    policy: options.Policy = None,
    surplus: options.Surplus = None,
    dry_run: options.DryRun = False,
    watch: options.Watch = False,
    yes: options.Yes = False,
) -> None:
    """Announce spare doses: the oldest available people are asked at once."""
    qvax: Qvax = ctx.obj
    if doses is None:
        check_can_ask(qvax)
    at = center_meant(qvax, center)
    doses = asked_for(qvax) if doses is None else doses
    announced = terms(qvax, doses, from_, until, vaccine, min_age, max_age, policy, surplus, lot)
    doubts = []
    if not dry_run:
        ask_first(qvax, yes=yes)
        doubts = sure.announced(qvax, at, announced, yes=yes)
    done = qvax.desk.announce(at.code, announced, dry_run=dry_run)
    for doubt in doubts:
        qvax.output.warn(doubt)
    if dry_run:
        in_part = _show(qvax, done.offer, done.center, not_delivered(done.settled.invited, at=done.now), dry_run=True)
    else:
        delivery = qvax.hand_over(done.settled.invited)
        in_part = _show(qvax, *views.offer(qvax.db, done.offer.id), delivery, dry_run=False, watch=watch)
        if watch:
            from qvax_cli.console.watch.stay import watch as stay

            stay(qvax, done.center, done.offer.id)
    if in_part:
        raise typer.Exit(DONE_IN_PART)


def _show(qvax: Qvax, offer: Offer, center: Center, delivery: Delivery, *, dry_run: bool, watch: bool = False) -> bool:
    """One screen: the offer, who was asked, what is missing, what to type next. Whether it was done in part."""
    short = offer.uncovered
    expected = None if dry_run else forecast_of(qvax.db, offer, now=delivery.at)
    if qvax.output.json:
        qvax.output.data(
            {
                "offer": json_shapes.offer(offer, center, expected),
                **delivery_shapes(delivery),
                "short": short,
                "undeliverable": [one.invitation.code for one in delivery.undeliverable],
            }
        )
    else:
        line = tables.rehearsed_line if dry_run else tables.offer_line
        qvax.output.say(line(qvax.words, offer, center, delivery.at))
        say_invited(qvax, delivery, dry_run=dry_run)
        if expected is not None and delivery.invited:
            qvax.output.say(tables.forecast_line(qvax.words, offer, expected, delivery.at))
        qvax.output.say(*_said(qvax, offer, delivery, dry_run, watch))
    return bool(short or delivery.troubles)


def _said(qvax: Qvax, offer: Offer, delivery: Delivery, dry_run: bool, watch: bool) -> Iterator[str]:
    if why := why_short(qvax, offer, delivery.at):
        yield why
    if dry_run:
        yield qvax.words("dry_run")
    elif delivery.invited and not watch:
        yield qvax.words("next_watch", code=delivery.invited[0].invitation.code)
