"""What the answers of a mail server mean, and what went wrong with a connection: in words without anybody's address."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from qvax_cli.channels import Envelope, Rejected, TryLater, Unreachable
from qvax_cli.channels.incoming import server_words
from qvax_cli.channels.mail.login_refusals import About, about_us
from qvax_cli.channels.mail.status_codes import meaning

if TYPE_CHECKING:
    import smtplib

# What smtplib makes of a line without an end, as if the server had said it.
_TOO_LONG = (500, b"Line too long.")
# A login is missing, too weak, refused, or must be encrypted (RFC 4954): also in the middle, when a token has run out.
_NOT_LOGGED_IN = (530, 534, 535, 538)


def answer_of(refusal: smtplib.SMTPResponseException) -> tuple[int, bytes]:
    """What a server has said, and under which figure."""
    words = refusal.smtp_error
    return refusal.smtp_code, words if isinstance(words, bytes) else words.encode()


def refusal_of(code: int, text: bytes, envelope: Envelope) -> TryLater | Rejected:
    """What an answer of the server about one message means."""
    if (code, text) == _TOO_LONG:
        return Unreachable("the mail server answers more than can be read")
    words = cleaned(code, text, envelope)
    if not 500 <= code < 600:
        return TryLater(said("the mail server cannot take the message now", code, text), words)
    # About us, not about this person: everybody on the list would be refused alike.
    if b"relay" in text.lower():
        return Unreachable(said("the mail server does not send to others for us without login", code, text), words)
    if code in _NOT_LOGGED_IN or _about_us(text):
        return unreachable("the mail server refuses us as a sender", code, text, words)
    # What stands in the status of the address or of the mailbox (RFC 3463) is about nobody else.
    personal = re.match(rb"\s*5\.[12]\.\d", text) is not None
    return Rejected(said("the mail server refuses the message", code, text), words, personal=personal)


def unreachable(what: str, code: int, text: bytes, words: str = "") -> Unreachable:
    """A refusal that is about us, with what can be done about it where that is known."""
    known = _about_us(text)
    return Unreachable(said(what, code, text), words, hint=known.hint if known else "")


def said(what: str, code: int, text: bytes) -> str:
    """A reason with the figures of an answer, never its words: those mostly repeat somebody's address."""
    status = re.match(r"\s*([245])\.(\d{1,3}\.\d{1,3})\b", text.decode("ascii", "replace"))
    figures = f"{code} {status[1]}.{status[2]}" if status else str(code)
    known = _about_us(text)
    means = known.meaning if known else meaning(status[2]) if status else ""
    return f"{what} ({figures}{': ' + means if means else ''})"


def _about_us(text: bytes) -> About | None:
    return about_us(text.decode("utf-8", "replace"))


def cleaned(code: int, text: bytes, envelope: Envelope) -> str:
    """An answer of the server in its own words, without the address and the names of the person."""
    words = server_words(f"{code} {text.decode('utf-8', 'replace')}")
    for name in {envelope.to.partition("@")[0], *envelope.to_name.split()}:
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", words, flags=re.IGNORECASE)
    return words


def trouble_of(trouble: Exception) -> str:
    """What went wrong with a connection, in words without anybody's address."""
    import smtplib
    import ssl

    if isinstance(trouble, smtplib.SMTPResponseException):
        return f"it answers {trouble.smtp_code}"
    if isinstance(trouble, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({trouble.verify_message})"
    # smtplib tells of a silent server as of one that hung up.
    silent = isinstance(trouble.__context__, TimeoutError)
    kind = TimeoutError if silent else type(trouble)
    found = next((words for known, words in _troubles().items() if issubclass(kind, known)), None)
    return found or getattr(trouble, "strerror", None) or kind.__name__


@cache
def _troubles() -> dict[type[Exception], str]:
    """What an error of a connection means, the narrower ones first."""
    import smtplib
    import socket
    import ssl

    return {
        TimeoutError: "it does not answer in time",
        socket.gaierror: "its name is not known",
        ConnectionRefusedError: "nothing answers at that port",
        ssl.SSLError: "no encrypted connection came about; check tls and port",
        UnicodeError: "the user or the password has signs that mail servers do not take",
        ValueError: "it answers what cannot be read",
        smtplib.SMTPNotSupportedError: "it lacks the login or the encryption that the configuration asks for",
        smtplib.SMTPServerDisconnected: "it closed the connection",
        ConnectionError: "it closed the connection",
    }
