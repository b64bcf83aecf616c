"""Hands messages over to a mail server, on a connection that yagmail owns; the only module that knows yagmail."""

from __future__ import annotations

import re
from contextlib import suppress
from copy import copy
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from qvax_cli.channels import Broken, Channel, Envelope, Rejected, Taken, TryLater, Unreachable
from qvax_cli.channels.incoming import server_words
from qvax_cli.channels.mail.mime import address, letter
from qvax_cli.channels.mail.status_codes import meaning
from qvax_cli.rules.local_time import Instant

if TYPE_CHECKING:
    import smtplib
    from email.message import EmailMessage

Tls = Literal["none", "starttls", "ssl"]

_CLOSING = 421
# What smtplib makes of a line without an end, as if the server had said it.
_TOO_LONG = (500, b"Line too long.")


class Mail(Channel):
    """An SMTP server as a channel: one connection for all that is handed over within a `with`.

    sender: an address, or `Name <address>`; tls: "none", "starttls" or "ssl", the two with the server's
    certificate checked; user: None or "" for a server without login; timeout: seconds for every step;
    ca_file: certificates to trust instead of the system's; connections: how many may be open side by side.
    The connection is made when the first message needs it. A server that accepts a message and dies
    before saying so makes it go twice, with the same Message-ID.
    """

    name, by = "mail", "email"

    def __init__(
        self,
        sender: str,
        host: str,
        port: int,
        tls: Tls,
        user: str | None = None,
        password: str | None = None,
        timeout: float = 20,
        reply_to: str | None = None,
        ca_file: str = "",
        connections: int = 1,
        per_minute: int = 0,
    ) -> None:
        self.connections = connections
        self.per_minute = per_minute
        self._sender = sender
        self._host, self._port, self._tls = host, port, tls
        self._user, self._password = user or None, password
        self._timeout = timeout
        self.time_limit = 3 * timeout
        self._reply_to = reply_to
        self._ca_file = ca_file
        self._client: Any = None
        self._said: tuple[int, bytes] = (0, b"")

    def another(self) -> Self:
        """Another connection to the same server, for another thread."""
        another = copy(self)
        another._client = None
        return another

    def check(self) -> str:
        """Connects, logs in, and ends again; what was found. Raises Unreachable."""
        import smtplib

        try:
            self._address()
            code, answer = self._connection().noop()
            if code != 250:
                raise Unreachable(_said("the mail server does not work", code, answer))
        except (smtplib.SMTPException, OSError) as trouble:
            raise Unreachable(f"the connection to the mail server broke: {_trouble(trouble)}") from None
        finally:
            self._hang_up()
        how = {"none": "not encrypted", "starttls": "encrypted by STARTTLS", "ssl": "encrypted"}[self._tls]
        login = "logged in" if self._user else "no login"
        return f"{self._host}:{self._port} answers: {how}, {login}"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def hand_over(self, envelope: Envelope, now: Instant) -> Taken:
        """Gives the message to the server, `now`; with its answer.

        Raises Unreachable when there is no connection or no login to be had, or the server refuses our
        sender (that says nothing about this person); TryLater when it refuses for now or the connection
        breaks; Rejected when it refuses for good.
        """
        import smtplib

        sender = self._address()
        mail = letter(envelope, self._sender, now, self._reply_to)
        try:
            self._send(mail, sender)
        except smtplib.SMTPRecipientsRefused as refusal:
            raise _refusal(*next(iter(refusal.recipients.values())), envelope) from None
        except (smtplib.SMTPHeloError, smtplib.SMTPSenderRefused) as refusal:
            code, text = _answer(refusal)
            words = _cleaned(code, text, envelope)
            raise Unreachable(_said("the mail server refuses us as a sender", code, text), words) from None
        except smtplib.SMTPResponseException as refusal:
            raise _refusal(*_answer(refusal), envelope) from None
        except (smtplib.SMTPException, OSError) as trouble:
            self._hang_up()
            raise Broken(f"the connection to the mail server broke: {_trouble(trouble)}") from None
        return Taken(now, _cleaned(*self._said, envelope))

    def _send(self, mail: EmailMessage, sender: str) -> None:
        import smtplib

        to = mail["To"].addresses[0].addr_spec
        # Not send_message: it puts a > before lines that begin with From.
        content = mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))
        used = self._client is not None
        try:
            self._listened().sendmail(sender, [to], content)
        except smtplib.SMTPSenderRefused as refusal:
            if not (used and refusal.smtp_code == _CLOSING):
                raise
            # So many messages on one connection and no more: it has taken nothing of this one yet.
            self._hang_up()
            self._listened().sendmail(sender, [to], content)

    def _listened(self) -> Any:
        """The session, with an ear to what the server says after a message: smtplib keeps that to itself."""
        session = self._connection()

        def data(content: bytes) -> tuple[int, bytes]:
            self._said = type(session).data(session, content)
            return self._said

        session.data = data
        return session

    def _address(self) -> str:
        try:
            address(self._reply_to or self._sender)
            return str(address(self._sender).addr_spec)
        except ValueError:
            raise Unreachable("the sender or reply address in the configuration is no e-mail address") from None

    def _connection(self) -> Any:
        """The open SMTP session; a new one when there is none or the server has closed it."""
        if self._client is None or self._client.smtp.sock is None:
            self._hang_up()
            self._connect()
        return self._client.smtp

    def _connect(self) -> None:
        import smtplib
        import ssl

        from yagmail import SMTP

        if self._user and self._password is None:
            raise Unreachable("the mail server has a user in the configuration, but no password file")
        # Without a context of our own starttls would take any certificate.
        context = None if self._tls == "none" else ssl.create_default_context(cafile=self._ca_file or None)
        client = SMTP(
            # As a dict, or yagmail would make a Gmail address of a user name without @.
            user={self._user or "": self._sender},
            password=self._password,
            host=self._host,
            port=self._port,
            smtp_ssl=self._tls == "ssl",
            smtp_starttls={"context": context} if self._tls == "starttls" else False,
            smtp_skip_login=self._user is None,
            soft_email_validation=False,
            timeout=self._timeout,
            **({"context": context} if self._tls == "ssl" else {}),
        )
        client.set_logging(None)
        self._client = client
        try:
            client.login()
        except (smtplib.SMTPException, OSError, UnicodeError) as trouble:
            self._hang_up()
            raise Unreachable(f"the mail server {self._host} cannot be used: {_trouble(trouble)}") from None

    def _hang_up(self) -> None:
        """Ends the session, whatever state it is in; yagmail itself lets most errors of this through."""
        client, self._client = self._client, None
        if client is None:
            return
        smtp = client.smtp
        client.is_closed = True
        if smtp is not None:
            with suppress(Exception):
                smtp.quit()
            with suppress(OSError):
                smtp.close()


def _answer(refusal: smtplib.SMTPResponseException) -> tuple[int, bytes]:
    said = refusal.smtp_error
    return refusal.smtp_code, said if isinstance(said, bytes) else said.encode()


def _refusal(code: int, text: bytes, envelope: Envelope) -> TryLater | Rejected:
    """What an answer of the server about one message means."""
    if (code, text) == _TOO_LONG:
        return Unreachable("the mail server answers more than can be read")
    words = _cleaned(code, text, envelope)
    if not 500 <= code < 600:
        return TryLater(_said("the mail server cannot take the message now", code, text), words)
    if b"relay" in text.lower():
        # About us, not about this person: everybody on the list would be refused alike.
        return Unreachable(_said("the mail server does not send to others for us without login", code, text), words)
    # What stands in the status of the address or of the mailbox (RFC 3463) is about nobody else.
    personal = re.match(rb"\s*5\.[12]\.\d", text) is not None
    return Rejected(_said("the mail server refuses the message", code, text), words, personal=personal)


def _said(what: str, code: int, text: bytes) -> str:
    """A reason with the figures of an answer, never its words: those mostly repeat somebody's address."""
    status = re.match(r"\s*([245])\.(\d{1,3}\.\d{1,3})\b", text.decode("ascii", "replace"))
    if status is None:
        return f"{what} ({code})"
    said = meaning(status[2])
    return f"{what} ({code} {status[1]}.{status[2]}{': ' + said if said else ''})"


def _cleaned(code: int, text: bytes, envelope: Envelope) -> str:
    """An answer of the server in its own words, without the address and the names of the person."""
    words = server_words(f"{code} {text.decode('utf-8', 'replace')}")
    for name in {envelope.to.partition("@")[0], *envelope.to_name.split()}:
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", words, flags=re.IGNORECASE)
    return words


def _trouble(trouble: Exception) -> str:
    """What went wrong with a connection, in words without anybody's address."""
    import smtplib
    import ssl

    if isinstance(trouble, smtplib.SMTPAuthenticationError):
        return f"it refuses the user or the password ({trouble.smtp_code})"
    if isinstance(trouble, smtplib.SMTPResponseException):
        return f"it answers {trouble.smtp_code}"
    if isinstance(trouble, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({trouble.verify_message})"
    # smtplib tells of a silent server as of one that hung up.
    silent = isinstance(trouble.__context__, TimeoutError)
    kind = TimeoutError if silent else type(trouble)
    said = next((words for known, words in _troubles().items() if issubclass(kind, known)), None)
    return said or getattr(trouble, "strerror", None) or kind.__name__


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
        smtplib.SMTPNotSupportedError: "it lacks the login or the encryption that the configuration asks for",
        smtplib.SMTPServerDisconnected: "it closed the connection",
        ConnectionError: "it closed the connection",
    }
