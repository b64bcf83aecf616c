"""Writes the letter of a message at the moment it is handed over: only then is the deadline known (R13)."""

import re
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from qvax_cli.channels import Channel, Envelope
from qvax_cli.loop.links import Links
from qvax_cli.loop.standby import hears_by
from qvax_cli.messages import ASKING, UNASKED, Facts, Text, render
from qvax_cli.rules import message_id
from qvax_cli.rules.allocation import deadline
from qvax_cli.rules.invitation import AWAITED
from qvax_cli.rules.links import figures
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.week import Week, of_text
from qvax_cli.store import applications, availability, repeats, visits
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.log_end import head
from qvax_cli.store.outbox import Message
from qvax_cli.store.recipients import Recipient


def makes_sense(message: Message, to: Recipient, now: Instant) -> bool:
    """Whether the message is still wanted: the world may have moved on since it was queued."""
    if now > message.not_after or to.erased:
        return False
    if to.asked is None:
        return to.reservist is None or to.reservist.state == "listed"
    invitation = to.asked.invitation
    if message.kind == "standby":
        return invitation.state == "standby"
    if message.kind not in ASKING:
        return True
    # By a second channel also while the first one's clock runs.
    return invitation.state in AWAITED and (invitation.expires_at is None or now < invitation.expires_at)


class Writer(NamedTuple):
    """Writes the letters of one house. links: to its site, None while there is none; privacy_url: the page on what
    becomes of people's data; answer_minutes: how long whoever is asked has by today's policy."""

    links: Links | None = None
    privacy_url: str = ""
    answer_minutes: int | None = None

    def letter(self, db: Database, channel: Channel, message: Message, to: Recipient, now: Instant) -> Envelope:
        """The letter, in the person's language, addressed by the channel."""
        text = _render(channel, message.kind, to.language, self._facts(db, message, to, now))
        return Envelope(
            key=message_id.key(message.id, message.kind, to.code),
            to=channel.takes(to.email, to.mobile) or "",
            to_name=to.contact_name or f"{to.first_name} {to.last_name}",
            subject=text.subject,
            body=text.body,
            language=to.language,
            kind=message.kind,
            code=to.code or None,
            created_at=message.created_at,
        )

    def kept(self, letter: Envelope) -> str:
        """A letter as it is kept: whoever reads it there can neither answer nor confirm for somebody else."""
        body = re.sub(r"\b[0-9]{6}\b", "……", letter.body) if letter.kind == "apply" else letter.body
        return self.links.masked(body) if self.links else body

    def _facts(self, db: Database, message: Message, to: Recipient, now: Instant) -> Facts:
        center = to.center
        windows = availability.of(db, to.reservist.id) if to.reservist and message.kind in UNASKED else ()
        facts = Facts(
            first_name=to.first_name,
            last_name=to.last_name,
            contact_name=to.contact_name,
            center_name=center.name,
            address=", ".join(part for part in (center.address, f"{center.postcode} {center.town}") if part),
            phone=center.phone,
            email=center.email,
            platform=center.platform,
            answer_minutes=self.answer_minutes,
            windows=tuple(window for window in windows if window.end > now),
            privacy_url=self.privacy_url,
            now=now,
        )
        facts = facts._replace(**self._secrets(db, message))
        if to.asked is None:
            return facts
        about = _about(facts, to.asked, now)._replace(
            head=head(db).text if message.kind == "confirmation" else "",
            week=_ended_week(db, to.asked) if message.kind in SILENCE else (),
        )
        if self.links and message.kind in (*ASKING, *SILENCE):
            about = about._replace(answer_url=self.links.to_answer(to.asked))
        if message.kind == "standby":
            about = about._replace(hear_by=hears_by(db, to.asked.invitation.id, to.asked.offer, now=now))
        return about

    def _secrets(self, db: Database, message: Message) -> dict[str, Any]:
        """What lets its reader in: known to nobody before the message is written."""
        if self.links is None:
            return {}
        if message.kind == "apply" and message.application_id is not None:
            seed = applications.by_id(db, message.application_id).seed
            known = {"confirm_url": self.links.to_confirm(seed), "figures": figures(self.links.key, seed)}
            return {**known, "host": urlsplit(self.links.url).hostname or ""}
        if message.kind == "link" and (link := visits.link_by_id(db, message.occasion)):
            return {"page_url": self.links.to_page(link.seed)}
        return {"link_url": f"{self.links.url}/link"} if message.kind == "known_already" else {}


#: What tells people that their times are gone.
SILENCE = ("expired", "no_show")


def _ended_week(db: Database, asked: Asked) -> Week:
    """The hours of every week that this silence has ended (R18)."""
    week = repeats.of(db, asked.reservist.id)
    return of_text(week.week) if week and week.ended_by == asked.invitation.id else ()


def _about(facts: Facts, asked: Asked, now: Instant) -> Facts:
    """With what the message is about: the invitation, and the offer that it was made for."""
    invitation, offer = asked.invitation, asked.offer
    return facts._replace(
        code=invitation.code,
        from_at=max(now, offer.from_at),
        until_at=offer.until_at,
        deadline=invitation.expires_at or deadline(offer.supply, now),
        answer_minutes=offer.answer_seconds // 60,
        vaccine=offer.vaccine,
    )


def _render(channel: Channel, kind: str, language: str, facts: Facts) -> Text:
    if channel.name != "sms":
        return render(kind, language, facts)
    from qvax_cli.messages.sms import render_sms

    return render_sms(kind, language, facts)
