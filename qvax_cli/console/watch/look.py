"""One look at the evening: all that `--watch` shows, as of one moment."""

from typing import NamedTuple

from qvax_cli.console.rounds import Done
from qvax_cli.context import Qvax
from qvax_cli.loop import views
from qvax_cli.loop.forecast import forecast_of
from qvax_cli.rules.forecast import Forecast
from qvax_cli.rules.invitation import IN_PLAY
from qvax_cli.rules.local_time import Instant
from qvax_cli.store.asked import Asked
from qvax_cli.store.centers import Center
from qvax_cli.store.offers import Offer
from qvax_cli.store.replies import ToRead
from qvax_cli.store.troubles import Trouble


class Watched(NamedTuple):
    """An offer, whose it is, everybody who was asked for it, and how it is expected to come out."""

    offer: Offer
    center: Center
    asked: list[Asked]
    expected: Forecast | None


class Look(NamedTuple):
    """offers: those that are not over, the oldest first; to_read: what a person has to read; to_phone: codes of people
    who may have answered without anybody knowing; rehearsal: nobody receives the mails."""

    now: Instant
    offers: list[Watched]
    to_read: list[ToRead]
    to_phone: frozenset[str]
    troubles: list[Trouble]
    rehearsal: bool


def look(qvax: Qvax, center: Center | None, offer: int | None, done: Done | None) -> Look:
    """The offers of a center, or of all, or the one with this number, until each is over. done: the last round."""
    now = qvax.now()
    return Look(
        now=now,
        offers=[_watched(qvax, number, now) for number in _numbers(qvax, center, offer)],
        to_read=views.to_read(qvax.db),
        to_phone=frozenset(one.invitation.code for one in done.round.ended.unknown) if done else frozenset(),
        troubles=views.out_of_order(qvax.db),
        rehearsal=qvax.rehearses and qvax.home.holds_mail,
    )


def _numbers(qvax: Qvax, center: Center | None, offer: int | None) -> list[int]:
    if offer is not None:
        return [offer] if views.offer(qvax.db, offer).offer.state in IN_PLAY else []
    return [one.offer.id for one in views.in_play(qvax.db, center.id if center else None)]


def _watched(qvax: Qvax, number: int, now: Instant) -> Watched:
    (offer, center), asked = views.offer_with_invitations(qvax.db, number)
    return Watched(offer, center, asked, forecast_of(qvax.db, offer, now=now))
