"""A connection to an IMAP server, logged in, and what can go wrong with one; with imap.py all that knows imap_tools."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from qvax_cli.channels import Unreachable
from qvax_cli.channels.mail.login import Login
from qvax_cli.channels.mail.login_refusals import about_us

if TYPE_CHECKING:
    import imaplib

    from imap_tools import BaseMailBox


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


def connect(host: str, port: int, tls: str, ca_file: str, timeout: float) -> BaseMailBox:
    """A connection to an IMAP server, before the login."""
    import ssl

    from imap_tools import MailBox, MailBoxUnencrypted

    if tls == "ssl":
        return MailBox(host, port, timeout, ssl_context=ssl.create_default_context(cafile=ca_file or None))

    class Plain(MailBoxUnencrypted):
        """Without encryption, or with it from the next command on; closed when that does not come about."""

        def _get_mailbox_client(self) -> imaplib.IMAP4:
            client = super()._get_mailbox_client()
            try:
                if tls == "starttls":
                    client.starttls(ssl.create_default_context(cafile=ca_file or None))
            except BaseException:
                client.shutdown()
                raise
            return client

    return Plain(host, port, timeout)


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
