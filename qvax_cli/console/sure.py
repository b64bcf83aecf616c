"""What cannot be taken back is asked first on a terminal; elsewhere it is done, and said (R42)."""

import sys
from collections.abc import Iterator

import typer

from qvax_cli.console import tables
from qvax_cli.context import Qvax
from qvax_cli.errors import Declined
from qvax_cli.loop import views
from qvax_cli.loop.announce import Terms
from qvax_cli.loop.desk import Changed
from qvax_cli.rules.spoken import counted, lasting

#: An offer that lasts longer than this (seconds) may be a slip: 17h typed in the morning.
_LONG = 4 * 3600


def announced(qvax: Qvax, center: str, terms: Terms, *, yes: bool) -> None:
    """Makes sure that an offer is meant to last so long, and to be another one of that center. Declined; as
    `Desk.announce` for one that cannot be."""
    doubts = list(_doubts(qvax, center, terms))
    if doubts:
        qvax.desk.announce(center, terms, dry_run=True)
    for said, question in doubts:
        _sure(qvax, said, question, yes=yes)


def _doubts(qvax: Qvax, center: str, terms: Terms) -> Iterator[tuple[str, str]]:
    """What speaks against an offer, and the question about it."""
    now = qvax.now()
    begins = now if terms.from_at is None else terms.from_at
    ends = begins + qvax.policy.default_seconds if terms.until_at is None else terms.until_at
    if ends - begins > _LONG:
        yield f"That is until {tables.when(ends, now)}, in {lasting(ends - now)}.", "Is that meant?"
    here = [it for it, _ in views.in_play(qvax.db, views.center(qvax.db, center).id)]
    if still_open := [it for it in here if it.state == "open" and it.in_play(now)]:
        it = still_open[-1]
        so_far = f"{counted(it.doses, 'dose')}, {it.confirmed} confirmed"
        said = f"Offer {it.id} is open here since {lasting(now - it.opened_at)} ({so_far})."
        yield said, f"Another {counted(terms.doses, 'dose')}?"


def fewer_doses(qvax: Qvax, seen: Changed, *, yes: bool) -> None:
    """Makes sure that people who are being asked are to lose their dose by another number of doses. Declined."""
    lost = (*seen.withdrawn, *seen.settled.released)
    if lost:
        said = f"With {counted(seen.offer.doses, 'dose')} taken back from {tables.named(lost)}."
        _sure(qvax, said, "Go on?", yes=yes)


def closed(qvax: Qvax, seen: Changed, *, yes: bool) -> None:
    """Makes sure that an offer is to be cancelled. Declined."""
    doses = counted(seen.offer.doses, "dose")
    lost = f"; taken back from {tables.named(seen.withdrawn)}" if seen.withdrawn else ""
    _sure(qvax, f"Offer {seen.offer.id} ({seen.center.name}, {doses}) is cancelled for good{lost}.", "Go on?", yes=yes)


def _sure(qvax: Qvax, said: str, question: str, *, yes: bool) -> None:
    if yes or qvax.output.json or not sys.stdin.isatty():
        qvax.output.warn(said)
    elif not typer.confirm(f"{said} {question}", err=True):
        raise Declined("nothing was done")
