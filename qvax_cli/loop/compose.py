"""Writes the letter of a message at the moment it is handed over: only then is the deadline known (R13)."""

import re
from dataclasses import replace

from qvax_cli.channels import Channel, Envelope
from qvax_cli.loop.links import Links
from qvax_cli.loop.standby import hears_by
from qvax_cli.messages import ASKING, Facts, Text, render
from qvax_cli.rules.allocation import deadline
from qvax_cli.rules.invitation import AWAITED
from qvax_cli.rules.local_time import Instant
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.events import head
from qvax_cli.store.outbox import Message


def makes_sense(message: Message, asked: Asked, now: Instant) -> bool:
    """Whether the message is still wanted: the world may have moved on since it was queued."""
    if now > message.not_after or asked.reservist.state == "erased":
        return False
    invitation = asked.invitation
    if message.kind == "standby":
        return invitation.state == "standby"
    if message.kind not in ASKING:
        return True
    # By a second channel also while the first one's clock runs.
    return invitation.state in AWAITED and (invitation.expires_at is None or now < invitation.expires_at)


def compose(
    db: Database,
    channel: Channel,
    message: Message,
    asked: Asked,
    now: Instant,
    *,
    links: Links | None = None,
    privacy_url: str = "",
) -> Envelope:
    """The letter, in the person's language, addressed by the channel. links: to the site, if there is one; privacy_url:
    the page on what becomes of people's data."""
    invitation, reservist, kind = asked.invitation, asked.reservist, message.kind
    facts = replace(
        _facts(asked, now),
        hear_by=hears_by(db, invitation.id, asked.offer, now=now) if kind == "standby" else None,
        answer_url=links.to_answer(asked) if links and kind in ASKING else "",
        privacy_url=privacy_url,
        head=head(db).text if kind == "confirmation" else "",
    )
    text = _render(channel, kind, reservist.language, facts)
    return Envelope(
        key=f"{message.id}.{kind}.{invitation.code}",
        message_id=message_id(message.id, kind, invitation.code),
        to=channel.takes(reservist.email, reservist.mobile) or "",
        to_name=reservist.contact_name or reservist.name or "",
        subject=text.subject,
        body=text.body,
        language=reservist.language,
        kind=kind,
        code=invitation.code,
        created_at=message.created_at,
    )


def message_id(number: int, kind: str, code: str) -> str:
    """The Message-ID of a message: the same for ever, and it names the code, so that a reply does too."""
    return f"<{number}.{kind}.{code}@qvax.invalid>"


def of_message_id(text: str) -> tuple[int, str, str] | None:
    """The number, kind and code in a Message-ID of ours; None when it is somebody else's."""
    parts = re.fullmatch(r"<(\d{1,18})\.([a-z_]+)\.([0-9A-Z]{8})@qvax\.invalid>", text, re.ASCII)
    return (int(parts[1]), parts[2], parts[3]) if parts else None


def _facts(asked: Asked, now: Instant) -> Facts:
    invitation, offer, reservist, center = asked
    return Facts(
        first_name=reservist.first_name,
        last_name=reservist.last_name,
        contact_name=reservist.contact_name or "",
        answer_minutes=offer.answer_seconds // 60,
        center_name=center.name,
        address=", ".join(part for part in (center.address, f"{center.postcode} {center.town}") if part),
        code=invitation.code,
        now=now,
        from_at=max(now, offer.from_at),
        until_at=offer.until_at,
        deadline=invitation.expires_at or deadline(offer.supply, now),
        platform=center.platform,
        phone=center.phone,
        email=center.email,
        vaccine=offer.vaccine,
    )


def _render(channel: Channel, kind: str, language: str, facts: Facts) -> Text:
    if channel.name != "sms":
        return render(kind, language, facts)
    from qvax_cli.messages.sms import render_sms

    return render_sms(kind, language, facts)
