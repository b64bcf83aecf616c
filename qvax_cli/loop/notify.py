"""Queues what a person is told, on the channels that reached them."""

from collections.abc import Iterable, Sequence

from qvax_cli.loop.reach import Reach
from qvax_cli.messages import ASKING
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import outbox
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.offers import Offer
from qvax_cli.store.outbox import Message
from qvax_cli.store.people import Reservist
from qvax_cli.store.recipients import Recipient

_A_WEEK = 7 * 24 * 3600
#: Thanks that nobody needs, so that no SMS is paid for them.
_ONLY_BY_MAIL = ("declined",)


def tell(db: Database, asked: Asked, kind: str, *, now: Instant, channels: tuple[str, ...] = ()) -> None:
    """Queues a message of that kind in the caller's transaction, on `channels` if some are given.

    Else on those that took the invitation. Without any channel there is nobody to tell. Some kinds go by no SMS.
    """
    if asked.reservist.state == "erased":
        return  # no address and no language are left to tell them in
    invitation = asked.invitation
    chosen = channels or _carrying(db, invitation)
    ways = [channel for channel in chosen if channel and (channel != "sms" or kind not in _ONLY_BY_MAIL)]
    to = [(invitation.id, channel) for channel in ways]
    outbox.add(db, kind, to, now=now, not_after=_not_after(kind, asked.offer, now))


def ask(db: Database, offer: Offer, to: Iterable[tuple[Asked, tuple[str, ...]]], *, now: Instant) -> None:
    """Queues the invitations of people who were chosen for an offer, by the channels beside them, in the caller's
    transaction."""
    ways = [(asked.invitation.id, channel) for asked, channels in to for channel in channels]
    outbox.add(db, "invitation", ways, now=now, not_after=_not_after("invitation", offer, now))


def write(
    db: Database, person: Reservist, kind: str, reach: Reach, *, now: Instant, preferred: str | None = None
) -> None:
    """Queues a message to somebody on the list that is about no invitation, in the caller's transaction: by the
    preferred channel if it reaches them, else by their first, or by all where their center uses them together."""
    channels = reach(person)
    if preferred in channels:
        channels = (preferred,)
    for channel in channels if reach.together(person.center_id) else channels[:1]:
        outbox.add_without_invitation(
            db, kind, channel, reservist_id=person.id, occasion=now, now=now, not_after=now + _A_WEEK
        )


def tell_by_another(db: Database, message: Message, to: Recipient, reach: Reach, *, now: Instant) -> bool:
    """Queues the same on the person's next channel that has not had it yet, where one failed for good.

    False when there is none, or when it makes no sense any more.
    """
    occasion = to.asked.invitation.occasion if to.asked else message.occasion
    if message.kind in _ONLY_BY_MAIL:
        return False
    had = {one.channel for one in outbox.alike(db, message._replace(occasion=occasion))}
    ways = to.asked.invitation.channels.split(",") if to.asked else reach(to)
    another = next((name for name in ways if name and name not in had), None)
    if another is None or now > message.not_after:
        return False
    if to.asked:
        tell(db, to.asked, message.kind, now=now, channels=(another,))
    else:
        outbox.add_without_invitation(
            db,
            message.kind,
            another,
            reservist_id=message.reservist_id,
            application_id=message.application_id,
            occasion=occasion,
            now=now,
            not_after=message.not_after,
        )
    return True


def _carrying(db: Database, invitation: Invitation) -> Sequence[str]:
    """The channels on which an invitation went; where there is a choice, the outbox knows."""
    ways = invitation.channels.split(",")
    return (len(ways) > 1 and outbox.channels_of(db, invitation.id)) or ways[:1]


def _not_after(kind: str, offer: Offer, now: Instant) -> Instant:
    """Until when the message still makes sense (R13)."""
    if kind in ASKING:
        return offer.supply.asks_until
    if kind in ("confirmation", "standby", "cancelled", "taken_back"):
        return offer.until_at
    return now + _A_WEEK
