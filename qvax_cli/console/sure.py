"""What cannot be taken back is asked first on a terminal; elsewhere it is done, and said (R42)."""

import sys
from collections.abc import Iterator

from qvax_cli.console import tables
from qvax_cli.console.answer import confirmed
from qvax_cli.context import Qvax
from qvax_cli.errors import Declined
from qvax_cli.loop import views
from qvax_cli.loop.announce import Terms
from qvax_cli.loop.desk import Changed
from qvax_cli.rules.spoken import lasting
from qvax_cli.store.centers import Center
from qvax_cli.words import Words

#: An offer that lasts longer than this (seconds) may be a slip: 17h typed in the morning.
_LONG = 4 * 3600


def announced(qvax: Qvax, center: Center, terms: Terms, *, yes: bool) -> list[str]:
    """Makes sure that an offer is meant to last so long, and to be another one of that center; what is to be said of it
    afterwards where nobody is asked. Declined; as `Desk.announce` for one that cannot be."""
    doubted = list(doubts(qvax, center, terms))
    if not _asks(qvax, yes=yes):
        return [said for said, _ in doubted]
    if doubted:
        qvax.desk.announce(center.code, terms, dry_run=True)  # nobody is asked about an offer that cannot be
    for said, question in doubted:
        _sure(qvax, said, question, yes=yes)
    return []


def doubts(qvax: Qvax, center: Center, terms: Terms) -> Iterator[tuple[str, str]]:
    """What speaks against an offer, and the question about it."""
    now, words = qvax.now(), qvax.words
    begins = now if terms.from_at is None else terms.from_at
    ends = begins + qvax.policy.default_seconds if terms.until_at is None else terms.until_at
    if ends - begins > _LONG:
        yield words("lasts_long", at=tables.when(ends, now, words), span=lasting(ends - now)), words("ask_long")
    here = views.offers_in_play(qvax.db, center.id, task="announce doses")
    if still_open := [it for it in here if it.state == "open" and it.in_play(now)]:
        it = still_open[-1]
        so_far = {"doses": words("doses", n=it.doses), "confirmed": it.confirmed}
        said = words("open_already", number=it.id, span=lasting(now - it.opened_at), **so_far)
        yield said, words("ask_another", more=words("doses", n=terms.doses))


def fewer_doses(qvax: Qvax, seen: Changed, *, yes: bool) -> None:
    """Makes sure that people who are being asked are to lose their dose by another number of doses. Declined."""
    if said := lost_by(qvax.words, seen):
        _sure(qvax, said, qvax.words("ask_go_on"), yes=yes)


def closed(qvax: Qvax, seen: Changed, *, yes: bool) -> None:
    """Makes sure that an offer is to be cancelled. Declined."""
    _sure(qvax, ended_by(qvax.words, seen), qvax.words("ask_go_on"), yes=yes)


def lost_by(words: Words, seen: Changed) -> str:
    """Who of those who are being asked loses their dose by another number of doses; "" when nobody does."""
    lost = (*seen.withdrawn, *seen.settled.released)
    if not lost:
        return ""
    return words("fewer_doses", doses=words("doses", n=seen.offer.doses), who=tables.named(words, lost))


def ended_by(words: Words, seen: Changed) -> str:
    """What cancelling an offer ends."""
    it = {"number": seen.offer.id, "center": seen.center.name, "doses": words("doses", n=seen.offer.doses)}
    if seen.withdrawn:
        return words("cancels_taking_back", **it, who=tables.named(words, seen.withdrawn))
    return words("cancels", **it)


def _asks(qvax: Qvax, *, yes: bool) -> bool:
    return not yes and not qvax.output.json and sys.stdin.isatty()


def _sure(qvax: Qvax, said: str, question: str, *, yes: bool) -> None:
    if not _asks(qvax, yes=yes):
        qvax.output.warn(said)
    elif not confirmed(qvax.words, f"{said} {question}"):
        raise Declined("nothing was done")
