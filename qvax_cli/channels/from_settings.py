"""The channels that a configuration asks for; without any, a spool and an inbox folder beside the database."""

from collections.abc import Callable, Container, Mapping

from qvax_cli.channels import Channel, Inbox, Keeper
from qvax_cli.channels.mail import maildir
from qvax_cli.channels.mail.maildir_inbox import MaildirInbox
from qvax_cli.channels.mail.maildir_spool import LOCAL, Spool
from qvax_cli.errors import Misconfigured
from qvax_cli.home import Home
from qvax_cli.rules.local_time import Instant
from qvax_cli.settings import Settings

#: Gives the keys of the messages that were read before.
Known = Callable[[], Container[str]]


def outgoing(settings: Settings, home: Home) -> Mapping[str, Channel]:
    """The channels by name, in the order in which they are tried. Misconfigured."""
    channels: dict[str, Channel] = {"mail": _mail(settings, home)}
    if settings["sms.kind"]:
        from qvax_cli.channels.sms.from_settings import outgoing_sms

        channels["sms"] = outgoing_sms(settings)
    return channels


def _mail(settings: Settings, home: Home) -> Channel:
    sender = settings["mail.from"]
    if not settings["mail.host"]:
        return Spool(home.spool, sender or LOCAL, settings["mail.reply_to"] or None)
    if not sender:
        raise Misconfigured("mail.from is missing: a mail server wants to know who sends", "set it in section [mail]")
    from qvax_cli.channels.mail.login import login_of
    from qvax_cli.channels.mail.smtp import Mail

    return Mail(
        sender=sender,
        host=settings["mail.host"],
        port=settings["mail.port"],
        tls=settings["mail.tls"],
        login=login_of(settings, "mail"),
        timeout=settings["mail.timeout_seconds"],
        reply_to=settings["mail.reply_to"] or None,
        ca_file=settings.file_of("mail.ca_file"),
        connections=settings["mail.connections"],
        per_minute=settings["mail.per_minute"],
    )


def make_folders(home: Home) -> None:
    """Makes the spool and the inbox of a new database, for its owner alone. Raises OSError."""
    for folder in (home.spool, home.inbox):
        maildir.make(folder)


def files(settings: Settings, home: Home) -> list[Keeper]:
    """Whatever keeps messages as files, also of ways that are not in use any more (R7, R23). Misconfigured."""
    from qvax_cli.channels.sms.from_settings import sms_files

    return [Spool(home.spool), MaildirInbox(home.inbox), *sms_files(settings, home.sms_inbox)]


def incoming(settings: Settings, home: Home, known: Known, clock: Callable[[], Instant]) -> list[Inbox]:
    """The inboxes to read answers from. Misconfigured."""
    inboxes = [_mailbox(settings, home, known, clock)]
    if settings["sms.kind"] or home.sms_inbox.exists():
        from qvax_cli.channels.sms.from_settings import incoming_sms

        inboxes.append(incoming_sms(settings, home.sms_inbox, clock))
    return inboxes


def _mailbox(settings: Settings, home: Home, known: Known, clock: Callable[[], Instant]) -> Inbox:
    if not settings["inbox.host"]:
        return MaildirInbox(home.inbox)
    from qvax_cli.channels.mail.imap import Imap
    from qvax_cli.channels.mail.login import login_of

    return Imap(
        host=settings["inbox.host"],
        port=settings["inbox.port"],
        tls=settings["inbox.tls"],
        login=login_of(settings, "inbox"),
        folder=settings["inbox.folder"],
        done_folder=settings["inbox.done_folder"],
        ca_file=settings.file_of("inbox.ca_file"),
        timeout=settings["inbox.timeout_seconds"],
        known=known,
        clock=clock,
    )
