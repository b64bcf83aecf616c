"""Queues what a person is told, on the channel that reached them."""

from qvax_cli.rules.local_time import Instant
from qvax_cli.store import outbox
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.offers import Offer

_A_WEEK = 7 * 24 * 3600


def tell(
    db: Database,
    invitation: Invitation,
    offer: Offer,
    kind: str,
    *,
    now: Instant,
    channel: str | None = None,
) -> None:
    """Queues a message of that kind in the caller's transaction, on `channel` if one is given.

    Without any channel there is nobody to tell.
    """
    channel = channel or outbox.channel_of(db, invitation.id) or invitation.channels.partition(",")[0]
    if channel:
        outbox.add(db, invitation.id, kind, channel, now=now, not_after=_not_after(kind, offer, now))


def _not_after(kind: str, offer: Offer, now: Instant) -> Instant:
    """Until when the message still makes sense (R13)."""
    if kind == "invitation":
        return offer.until_at - offer.last_call_seconds
    if kind in ("confirmation", "cancelled"):
        return offer.until_at
    return now + _A_WEEK
