"""Writes the letter of a message at the moment it is handed over: only then is the deadline known (R13)."""

from qvax_cli.channels import Channel, Envelope
from qvax_cli.messages import Facts, render
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import centers, invitations, offers, outbox, people
from qvax_cli.store.database import Database
from qvax_cli.store.outbox import Message


def makes_sense(db: Database, message: Message, now: Instant) -> bool:
    """Whether the message is still wanted: the world may have moved on since it was queued."""
    if outbox.get(db, message.id).state != "queued":
        return False
    if message.kind != "invitation":
        return now <= message.not_after
    return invitations.by_id(db, message.invitation_id).state == "queued" and now <= message.not_after


def compose(db: Database, channel: Channel, message: Message, now: Instant) -> Envelope:
    """The letter, in the person's language, addressed by the channel."""
    invitation = invitations.by_id(db, message.invitation_id)
    offer = offers.get(db, invitation.offer_id)
    center = centers.by_id(db, offer.center_id)
    reservist = people.by_id(db, invitation.reservist_id)
    deadline = invitation.expires_at or min(now + offer.answer_seconds, offer.until_at)
    facts = Facts(
        first_name=reservist.first_name,
        center_name=center.name,
        address=", ".join(part for part in (center.address, f"{center.postcode} {center.town}") if part),
        code=invitation.code,
        now=now,
        from_at=max(now, offer.from_at),
        until_at=offer.until_at,
        deadline=deadline,
        platform=center.platform,
        vaccine=offer.vaccine,
    )
    text = render(message.kind, reservist.language, facts)
    to = channel.takes(reservist.email, reservist.mobile)
    return Envelope(
        key=f"{message.id}.{message.kind}.{invitation.code}",
        message_id=f"<{message.id}.{message.kind}.{invitation.code}@qvax.invalid>",
        to=to or "",
        to_name=reservist.contact_name or reservist.name or "",
        subject=text.subject,
        body=text.body,
        language=reservist.language,
        kind=message.kind,
        code=invitation.code,
        created_at=message.created_at,
    )
