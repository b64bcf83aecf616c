"""A connection to an IMAP server, logged in, and what can go wrong with one; with imap.py all that knows imap_tools."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from qvax_cli.channels import Unreachable
from qvax_cli.channels.mail.login import Login
from qvax_cli.channels.mail.login_refusals import about_us

if TYPE_CHECKING:
    import imaplib

    from imap_tools import BaseMailBox


#: Bytes. A mail is read up to 1 MiB, and a list of a great many mails is shorter.
_MOST_OF_AN_ANSWER = 8 * 1_048_576


def logged_in(login: Login, host: str, port: int, tls: str, ca_file: str, timeout: float) -> BaseMailBox:
    """A connection, logged in; with a token that was renewed, when the first has run out.

    Raises Unreachable when the server refuses us, or there is nothing to log in with, and `errors()`.
    """
    import imaplib

    from imap_tools import ImapToolsError

    refusal = ""
    for secret in login.secrets():
        mailbox = connect(host, port, tls, ca_file, timeout)
        try:
            _show(mailbox, login, secret, host, port)
            return mailbox
        except (imaplib.IMAP4.error, ImapToolsError) as error:
            hang_up(mailbox)
            if isinstance(error, imaplib.IMAP4.abort):
                raise
            refusal = str(error)
        except BaseException:
            hang_up(mailbox)
            raise
    known = about_us(refusal)
    what = f"it refuses {login.what}"
    raise Unreachable(f"{what} ({known.meaning})" if known else what, hint=known.hint if known else "")


def _show(mailbox: BaseMailBox, login: Login, secret: str, host: str, port: int) -> None:
    """Logs in with a password or a token."""
    if not login.by_token:
        plain = login.user.isascii() and secret.isascii()
        (mailbox.login if plain else mailbox.login_utf8)(login.user, secret, initial_folder=None)
        return
    mechanism = login.auth.upper()
    if f"AUTH={mechanism}" not in mailbox.client.capabilities:
        raise Unreachable(f"it takes no {mechanism}")
    answers = login.bearer(secret, host, port)
    mailbox.client.authenticate(mechanism, lambda challenge: answers(challenge).encode())


class _Endless(OSError):
    """A server says more than it was asked for."""


class _Measured:
    """A client that hears no more of an answer than there can be: a server that never stops would fill the memory."""

    _left = _MOST_OF_AN_ANSWER

    def send(self, data: Any) -> None:
        """Says something, to which there is a new answer; not to one that never listens. _Endless."""
        self._heard(0)
        self._left = _MOST_OF_AN_ANSWER
        super().send(data)  # type: ignore[misc]

    def readline(self) -> bytes:
        """A line of the answer. _Endless."""
        line: bytes = super().readline()  # type: ignore[misc]
        self._heard(len(line))
        return line

    def read(self, size: int) -> bytes:
        """So many bytes of the answer. _Endless."""
        self._heard(size)
        content: bytes = super().read(size)  # type: ignore[misc]
        return content

    def _heard(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise _Endless


def connect(host: str, port: int, tls: str, ca_file: str, timeout: float) -> BaseMailBox:
    """A connection to an IMAP server, before the login; encrypted from the first or the next command on, or not."""
    import imaplib
    import ssl

    from imap_tools import BaseMailBox

    class Plain(_Measured, imaplib.IMAP4):
        """Without encryption, at first."""

    class Encrypted(_Measured, imaplib.IMAP4_SSL):
        """With encryption."""

    class Mailbox(BaseMailBox):
        """Closed when no encryption comes about."""

        def _get_mailbox_client(self) -> imaplib.IMAP4:
            context = None if tls == "none" else ssl.create_default_context(cafile=ca_file or None)
            if tls == "ssl":
                return Encrypted(host, port, ssl_context=context, timeout=timeout)
            client = Plain(host, port, timeout)
            try:
                if context is not None:
                    client.starttls(context)
            except BaseException:
                client.shutdown()
                raise
            return client

    return Mailbox()


def hang_up(mailbox: BaseMailBox) -> None:
    """Ends a connection, whatever state it is in."""
    with suppress(*errors()):
        mailbox.logout()
    with suppress(OSError):
        mailbox.client.shutdown()


def errors() -> tuple[type[Exception], ...]:
    """What can go wrong on the way; without imap_tools loaded, nothing of it has."""
    import imaplib

    from imap_tools import ImapToolsError

    return (imaplib.IMAP4.error, ImapToolsError, OSError, ValueError, EOFError)


def words_of(error: Exception) -> str:
    """What went wrong, without anybody's address or the words of the server."""
    import imaplib
    import socket
    import ssl

    from imap_tools import MailboxFolderCreateError

    if isinstance(error, MailboxFolderCreateError):
        return "it makes no such folder; where folders stand below the inbox its name begins with INBOX."
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({error.verify_message})"
    if isinstance(error, _Endless):
        return "it says more than it was asked for"
    known: dict[type[Exception] | tuple[type[Exception], ...], str] = {
        TimeoutError: "it does not answer in time",
        socket.gaierror: "its name is not known",
        ConnectionRefusedError: "nothing answers at that port",
        ssl.SSLError: "no encrypted connection came about; check tls and port",
        (OSError, EOFError, imaplib.IMAP4.abort): "it closed the connection",
        UnicodeError: "the user or the password has signs that it does not take",
    }
    said = next((words for kind, words in known.items() if isinstance(error, kind)), None)
    return said or f"it refuses a command ({type(error).__name__})"
