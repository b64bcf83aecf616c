"""Hands messages over to a mail server, on a connection that yagmail owns; the only module that knows yagmail."""

from __future__ import annotations

from contextlib import suppress
from copy import copy
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from qvax_cli.channels import Broken, Channel, Envelope, Taken, Unreachable
from qvax_cli.channels.mail.login import Login
from qvax_cli.channels.mail.mime import letter, sender_address
from qvax_cli.channels.mail.smtp_answers import answer_of, cleaned, refusal_of, said, trouble_of, unreachable
from qvax_cli.rules.local_time import Instant

if TYPE_CHECKING:
    from email.message import EmailMessage

Tls = Literal["none", "starttls", "ssl"]

_CLOSING = 421
# The longest line of a command (RFC 5321): a token that does not fit follows on a line of its own.
_LONGEST_COMMAND = 512
_NO_LOGIN = Login()


class Mail(Channel):
    """An SMTP server as a channel: one connection for all that is handed over within a `with`.

    sender: an address, or `Name <address>`; tls: "none", "starttls" or "ssl", the two with the server's
    certificate checked; timeout: seconds for every step; ca_file: certificates to trust instead of the
    system's; connections: how many may be open side by side. The connection is made when the first message
    needs it. A server that accepts a message and dies before saying so makes it go twice, with the same
    Message-ID.
    """

    name, by = "mail", "email"

    def __init__(
        self,
        sender: str,
        host: str,
        port: int,
        tls: Tls,
        login: Login = _NO_LOGIN,
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
        self._login = login
        self._timeout = timeout
        self.time_limit = 3 * timeout + login.time_limit
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
            sender_address(self._sender, self._reply_to)
            code, answer = self._connection().noop()
            if code != 250:
                raise Unreachable(said("the mail server does not work", code, answer))
        except (smtplib.SMTPException, OSError) as trouble:
            raise Unreachable(f"the connection to the mail server broke: {trouble_of(trouble)}") from None
        finally:
            self._hang_up()
        how = {"none": "not encrypted", "starttls": "encrypted by STARTTLS", "ssl": "encrypted"}[self._tls]
        login = "logged in" if self._login.user else "no login"
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

        sender = sender_address(self._sender, self._reply_to)
        mail = letter(envelope, self._sender, now, self._reply_to)
        try:
            self._send(mail, sender)
        except smtplib.SMTPRecipientsRefused as refusal:
            raise refusal_of(*next(iter(refusal.recipients.values())), envelope) from None
        except (smtplib.SMTPHeloError, smtplib.SMTPSenderRefused) as refusal:
            code, text = answer_of(refusal)
            words = cleaned(code, text, envelope)
            raise unreachable("the mail server refuses us as a sender", code, text, words) from None
        except smtplib.SMTPResponseException as refusal:
            raise refusal_of(*answer_of(refusal), envelope) from None
        except (smtplib.SMTPException, OSError) as trouble:
            self._hang_up()
            raise Broken(f"the connection to the mail server broke: {trouble_of(trouble)}") from None
        return Taken(now, cleaned(*self._said, envelope))

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

    def _connection(self) -> Any:
        """The open SMTP session; a new one when there is none or the server has closed it."""
        if self._client is None or self._client.smtp.sock is None:
            self._hang_up()
            self._connect()
        return self._client.smtp

    def _connect(self) -> None:
        """A session, logged in; with a token that was renewed, when the first has run out. Raises Unreachable."""
        import smtplib

        what = f"the mail server {self._host} cannot be used"
        answer = 0, b""
        try:
            for secret in self._login.secrets():
                try:
                    return self._open(secret)
                except smtplib.SMTPAuthenticationError as error:
                    self._hang_up()
                    answer = answer_of(error)
        except Unreachable as trouble:
            raise Unreachable(f"{what}: {trouble.reason}", hint=trouble.hint) from None
        except (smtplib.SMTPException, OSError, ValueError) as trouble:
            self._hang_up()
            raise Unreachable(f"{what}: {trouble_of(trouble)}") from None
        raise unreachable(f"{what}: it refuses {self._login.what}", *answer)

    def _open(self, secret: str) -> None:
        """Connects and logs in."""
        import ssl

        # Without a context of our own starttls would take any certificate.
        context = None if self._tls == "none" else ssl.create_default_context(cafile=self._ca_file or None)
        login = self._login
        self._client = _client()(
            # As a dict, or yagmail would make a Gmail address of a user name without @.
            user={login.user: self._sender},
            password=secret,
            host=self._host,
            port=self._port,
            smtp_ssl=self._tls == "ssl",
            smtp_starttls={"context": context} if self._tls == "starttls" else False,
            smtp_skip_login=not login.user or login.by_token,
            soft_email_validation=False,
            timeout=self._timeout,
            **({"context": context} if self._tls == "ssl" else {}),
        )
        self._client.set_logging(None)
        self._client.login()
        if login.by_token:
            self._show(secret)

    def _show(self, token: str) -> None:
        """Logs in with a token, which yagmail itself would do for Google alone, deaf to a refusal."""
        smtp, mechanism = self._client.smtp, self._login.auth.upper()
        smtp.ehlo_or_helo_if_needed()
        if mechanism not in smtp.esmtp_features.get("auth", "").upper().split():
            raise Unreachable(f"it takes no {mechanism}")
        answers = self._login.bearer(token, self._host, self._port)
        at_once = len(f"AUTH {mechanism} \r\n") + (len(token) + 100) * 4 // 3 <= _LONGEST_COMMAND
        smtp.auth(mechanism, answers, initial_response_ok=at_once)

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


def _client() -> Any:
    """yagmail's client, on sessions that measure what they hear."""
    from yagmail import SMTP

    from qvax_cli.channels.mail.smtp_session import Encrypted, Plain

    class Client(SMTP):  # type: ignore[misc]
        """With these for its connection."""

        @property
        def connection(self) -> Any:
            """What a session is made of."""
            return Encrypted if self.ssl else Plain

    return Client
