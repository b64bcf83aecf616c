"""Builds the standard mail of an envelope, whatever carries it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvax_cli.channels import Envelope, Rejected, Unreachable
from qvax_cli.rules import message_id
from qvax_cli.rules.local_time import Instant

if TYPE_CHECKING:
    from email.headerregistry import Address
    from email.message import EmailMessage

_LONGEST_NAME = 60


def letter(envelope: Envelope, sender: str, now: Instant, reply_to: str | None = None) -> EmailMessage:
    """The mail, dated `now`, in plain text.

    sender: an address, or `Name <address>`; reply_to: where answers go, the sender when None.
    Raises Rejected for an address that no mail can be sent to, ValueError for an impossible sender.
    """
    from datetime import UTC, datetime
    from email.message import EmailMessage
    from email.utils import format_datetime

    mail = EmailMessage()
    from_ = address(sender)
    # The same for ever, so that a mail that goes out twice is known as one.
    mail["Message-ID"] = message_id.spelled(re.sub(r"[^!-~]", "", envelope.key), from_.domain)
    mail["Date"] = format_datetime(datetime.fromtimestamp(now, UTC))
    mail["From"] = from_
    try:
        mail["To"] = _address(envelope.to_name, envelope.to)
    except ValueError:
        raise Rejected("the e-mail address cannot be used to send a mail", personal=True) from None
    answers = address(reply_to or sender)
    if answers.addr_spec != from_.addr_spec:
        mail["Reply-To"] = answers
    mail["Subject"] = _one_line(envelope.subject)
    # Without these two an out-of-office note could come back for every message (RFC 3834, Exchange).
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    if envelope.code:
        mail["X-Qvax-Code"] = _one_line(envelope.code)
    # Quoted-printable passes servers that only take 7 bits, and stays readable in a spool.
    mail.set_content(envelope.body, charset="utf-8", cte="quoted-printable")
    mail["Content-Language"] = _one_line(envelope.language)
    return mail


def sender_address(sender: str, reply_to: str | None) -> str:
    """The bare address of whoever sends. Raises Unreachable when nobody can be written to by them."""
    try:
        address(reply_to or sender)
        return str(address(sender).addr_spec)
    except ValueError:
        reason = "the sender or reply address in the configuration is no e-mail address"
        raise Unreachable(reason) from None


def address(text: str) -> Address:
    """An address as people write it, `Name <address>` or bare. Raises ValueError when it is none."""
    named = re.fullmatch(r"(.*)<([^<>]*)>", _one_line(text))
    return _address(named[1], named[2]) if named else _address("", text.strip())


def _address(name: str, bare: str) -> Address:
    from email.errors import HeaderParseError
    from email.headerregistry import Address

    local, at, domain = bare.rpartition("@")
    if not (local and at and domain) or _one_line(bare) != bare or " " in bare:
        raise ValueError("not an e-mail address")
    plain = _one_line(re.sub(r'[()<>@,:;"\\\[\]]', " ", name))[:_LONGEST_NAME]
    try:
        # A domain with accents travels in its ASCII spelling; only the part before the @ needs SMTPUTF8.
        ascii_domain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
        return Address(plain, addr_spec=f"{local}@{ascii_domain}")
    except (HeaderParseError, IndexError, UnicodeError) as error:
        raise ValueError("not an e-mail address") from error


def _one_line(text: str) -> str:
    """Without line ends and control signs: a name must not become a header of its own."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
