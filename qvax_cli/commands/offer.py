"""`qvax offer`: spare doses are announced, and the right people asked."""

import typer

from qvax_cli.commands import options
from qvax_cli.commands.terms import terms
from qvax_cli.console import json_shapes, tables
from qvax_cli.console.asked import Asked
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop.invite import announce
from qvax_cli.store import centers, offers
from qvax_cli.store.offers import Offer

app = typer.Typer(add_completion=False)


@app.command()
def offer(
    ctx: typer.Context,
    center: options.Center,
    doses: options.Doses,
    from_: options.From = None,
    until: options.Until = None,
    vaccine: options.Vaccine = None,
    min_age: options.MinAge = None,
    max_age: options.MaxAge = None,
    dry_run: options.DryRun = False,
    watch: options.Watch = False,
) -> None:
    """Announce spare doses: the oldest available people are asked at once."""
    qvax: Qvax = ctx.obj
    announced = terms(qvax, doses, from_, until, vaccine, min_age, max_age)
    at = centers.taking_part(qvax.db, center)
    with qvax.write(dry_run=dry_run):
        opened, made = announce(qvax.db, at, announced, qvax.policy, qvax.reach, now=qvax.now())
        if dry_run:  # shown before the roll-back takes it away
            in_part = _show(qvax, opened, Asked(qvax, made, dry_run=True), dry_run=True)
    if not dry_run:
        asked = Asked(qvax, made)
        in_part = _show(qvax, offers.get(qvax.db, opened.id), asked, dry_run=False)
        if watch:
            from qvax_cli.console.watch import watch as stay

            stay(qvax, at, opened.id)
    if in_part:
        raise typer.Exit(DONE_IN_PART)


def _show(qvax: Qvax, offer: Offer, asked: Asked, *, dry_run: bool) -> bool:
    """One screen: the offer, who was asked, what is missing, what to type next. Whether it was done in part."""
    short = offer.uncovered
    if qvax.output.json:
        qvax.output.data(
            {
                "offer": json_shapes.offer(qvax.db, offer),
                "invited": asked.shapes(),
                "short": short,
                "undeliverable": [one.code for one in asked.undeliverable],
            }
        )
    else:
        qvax.output.say(tables.offer_line(qvax, offer, qvax.now()))
        asked.say()
        qvax.output.say(*_words(offer, asked, short, dry_run))
    return bool(short or asked.troubles)


def _words(offer: Offer, asked: Asked, short: int, dry_run: bool) -> list[str]:
    words = []
    if short and not offer.invites(asked.qvax.now()):
        least = offer.last_call_seconds / 60
        words.append(f"Fewer than {least:g} minutes remain, so nobody is asked any more. Give more time with --until.")
    elif short and (left := offer.until_at - max(asked.qvax.now(), offer.from_at)) < offer.overlap_seconds:
        least = offer.overlap_seconds / 60
        words.append(
            f"The offer lasts {left / 60:.0f} minutes, and only people who can come for at least {least:g} minutes are "
            "asked. Give more time with --until."
        )
    elif short and (quiet := tables.quiet_line(asked.qvax, offer, asked.qvax.now())):
        words.append(quiet)
    elif short:
        doses = "1 dose" if short == 1 else f"{short} doses"
        words.append(
            f"For {doses} there is nobody to ask: nobody else on the list is available then. "
            "Phone people and enter when they can come (qvax availability set PERSON 'today …'), "
            "or give more time (--until)."
        )
    if dry_run:
        words.append("This was a dry run: nothing was changed and nobody was asked.")
    elif asked.invited:
        words.append(f"Next: qvax poll --watch   (somebody phones: qvax respond {asked.invited[0].code} yes)")
    return words
