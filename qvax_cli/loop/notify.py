"""Queues what a person is told, on the channels that reached them."""

from qvax_cli.messages import ASKING
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import outbox
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer

_A_WEEK = 7 * 24 * 3600


def tell(db: Database, asked: Asked, kind: str, *, now: Instant, channels: tuple[str, ...] = ()) -> None:
    """Queues a message of that kind in the caller's transaction, on `channels` if some are given.

    Else on those that took the invitation. Without any channel there is nobody to tell.
    """
    if asked.reservist.state == "erased":
        return  # no address and no language are left to tell them in
    invitation = asked.invitation
    chosen = channels or outbox.channels_of(db, invitation.id) or invitation.channels.split(",")[:1]
    for channel in chosen:
        if channel:
            outbox.add(db, invitation.id, kind, channel, now=now, not_after=_not_after(kind, asked.offer, now))


def tell_by_another(db: Database, asked: Asked, kind: str, *, now: Instant) -> bool:
    """Queues the same on the person's next channel that has not had it yet, where one failed for good.

    False when there is none, or when it makes no sense any more.
    """
    had = {
        message.channel
        for message in outbox.of_invitation(db, asked.invitation.id, kind)
        if message.occasion == asked.invitation.occasion
    }
    others = [name for name in asked.invitation.channels.split(",") if name and name not in had]
    if not others or now > _not_after(kind, asked.offer, now):
        return False
    tell(db, asked, kind, now=now, channels=(others[0],))
    return True


def _not_after(kind: str, offer: Offer, now: Instant) -> Instant:
    """Until when the message still makes sense (R13)."""
    if kind in ASKING:
        return offer.supply.asks_until
    if kind in ("confirmation", "standby", "cancelled", "taken_back"):
        return offer.until_at
    return now + _A_WEEK
