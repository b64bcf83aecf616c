"""A message that no channel brings to its person: refused at once, or taken and come back later (R13)."""

from qvax_cli.loop.availability import give_back
from qvax_cli.loop.expire import undeliverable
from qvax_cli.loop.move import note
from qvax_cli.loop.notify import tell_by_another
from qvax_cli.messages import ASKING
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import asked as store
from qvax_cli.store import invitations, outbox
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.outbox import Message


def refused(db: Database, message: Message, why: str, *, now: Instant) -> Asked | None:
    """The channel will never take it: the person's next channel is tried.

    Returns the invitation when it had none left and is undeliverable now: somebody else can be asked.
    """
    outbox.refused(db, message, why)
    return _by_another(db, message, why, now)


def came_back(db: Database, message: Message, why: str, *, received_at: Instant, now: Instant) -> Asked | None:
    """The channel took it, and could not bring it to the person after all, as was told at `received_at`.

    As `refused`. The person loses nothing, even where their time has run out meanwhile: they never heard of it.
    """
    if not outbox.bounced(db, message, why, received_at):
        return None
    asked = store.by_id(db, message.invitation_id)
    asking = message.kind in ASKING and not outbox.still_open(db, message)
    again = asking and asked.invitation.state == "sent"
    facts = {"state": "queued"} if again else None
    note(db, "came back", asked, now=now, detail=f"{message.kind} by {message.channel}", facts=facts)
    if asking:
        if again:
            invitations.back_to_queue(db, asked.invitation.id)
        elif asked.invitation.state == "expired":
            give_back(db, asked, now=now)
            outbox.drop(db, asked.invitation.id, "expired", "the invitation never arrived")
            return undeliverable(db, asked, why, now=now)
    return _by_another(db, message, why, now)


def lapsed(db: Database, message: Message, asked: Asked, why: str, *, now: Instant) -> Asked | None:
    """It is not sent any more: its moment has passed, or will have (R13). Returns an invitation that ends by this."""
    if message.kind in ASKING and asked.invitation.state == "queued":
        return undeliverable(db, asked, why, now=now)
    outbox.drop(db, asked.invitation.id, message.kind, why)
    return None


def _by_another(db: Database, message: Message, why: str, now: Instant) -> Asked | None:
    asked = store.by_id(db, message.invitation_id)
    asking = message.kind in ASKING
    if asking and asked.invitation.state != "queued":
        return None
    if tell_by_another(db, asked, message.kind, now=now):
        return None
    if asking and not outbox.still_open(db, message):
        return undeliverable(db, asked, why, now=now)
    return None
