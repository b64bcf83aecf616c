"""A message that no channel brings to its person: refused at once, or taken and come back later (R13)."""

from qvax_cli.loop.availability import give_back
from qvax_cli.loop.expire import undeliverable
from qvax_cli.loop.move import note_on
from qvax_cli.loop.notify import tell_by_another
from qvax_cli.loop.reach import Reach
from qvax_cli.messages import ASKING
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import deliveries, invitations, outbox, recipients
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.outbox import Message
from qvax_cli.store.recipients import Recipient


def refused(db: Database, message: Message, why: str, reach: Reach, *, now: Instant) -> Asked | None:
    """The channel will never take it: the person's next channel is tried.

    Returns the invitation when it had none left and is undeliverable now: somebody else can be asked.
    """
    deliveries.refused(db, message, why)
    return _by_another(db, message, why, reach, now)


def came_back(
    db: Database, message: Message, why: str, reach: Reach, *, received_at: Instant, now: Instant
) -> Asked | None:
    """The channel took it, and could not bring it to the person after all, as was told at `received_at`.

    As `refused`. The person loses nothing, even where their time has run out meanwhile: they never heard of it.
    """
    if not deliveries.bounced(db, message, why, received_at):
        return None
    to = recipients.of(db, message)
    asked = to.asked if message.kind in ASKING and not outbox.still_open(db, message) else None
    again = asked is not None and asked.invitation.state == "sent"
    note_on(db, "came back", message, to, now=now, facts={"state": "queued"} if again else None)
    if asked:
        if again:
            invitations.back_to_queue(db, asked.invitation.id)
        elif asked.invitation.state == "expired":
            give_back(db, asked, now=now)
            outbox.drop(db, asked.invitation.id, "expired", "the invitation never arrived")
            return undeliverable(db, asked, why, now=now)
    return _by_another(db, message, why, reach, now)


def lapsed(db: Database, message: Message, to: Recipient, why: str, *, now: Instant) -> Asked | None:
    """It is not sent any more: its moment has passed, or will have (R13). Returns an invitation that ends by this."""
    if to.asked and message.kind in ASKING and to.asked.invitation.state == "queued":
        return undeliverable(db, to.asked, why, now=now)
    outbox.drop_one(db, message, why)
    return None


def _by_another(db: Database, message: Message, why: str, reach: Reach, now: Instant) -> Asked | None:
    to = recipients.of(db, message)
    asked = to.asked if message.kind in ASKING else None
    if asked and asked.invitation.state != "queued":
        return None
    if tell_by_another(db, message, to, reach, now=now):
        return None
    if asked and not outbox.still_open(db, message):
        return undeliverable(db, asked, why, now=now)
    return None
