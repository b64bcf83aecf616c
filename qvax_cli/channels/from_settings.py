"""The channels that a configuration asks for; without any, a spool and an inbox folder beside the database."""

from collections.abc import Callable, Mapping
from pathlib import Path

from qvax_cli.channels import Channel, Inbox
from qvax_cli.channels.mail import maildir
from qvax_cli.channels.mail.maildir_inbox import Inbox as MaildirInbox
from qvax_cli.channels.mail.maildir_spool import Spool
from qvax_cli.errors import Misconfigured
from qvax_cli.rules.local_time import Instant
from qvax_cli.settings import Settings


def spool_folder(database: Path) -> Path:
    """Where mails are put when no server is configured: a Maildir."""
    return Path(f"{database}-spool")


def inbox_folder(database: Path) -> Path:
    """Where answers are read from: a Maildir."""
    return Path(f"{database}-inbox")


def sms_folder(database: Path) -> Path:
    """Where SMS are put that a gateway brings, until they are read."""
    return Path(f"{database}-sms-inbox")


def outgoing(settings: Settings, database: Path) -> Mapping[str, Channel]:
    """The channels by name, in the order in which they are tried. Misconfigured."""
    channels: dict[str, Channel] = {"mail": _mail(settings, database)}
    if settings["sms.kind"]:
        from qvax_cli.channels.sms.from_settings import outgoing_sms

        channels["sms"] = outgoing_sms(settings)
    return channels


def _mail(settings: Settings, database: Path) -> Channel:
    sender = settings["mail.from"]
    if not settings["mail.host"]:
        spool = spool_folder(database)
        return Spool(spool, sender, settings["mail.reply_to"] or None) if sender else Spool(spool)
    if not sender:
        raise Misconfigured("mail.from is missing: a mail server wants to know who sends", "set it in section [mail]")
    from qvax_cli.channels.mail.smtp import Mail

    return Mail(
        sender=sender,
        host=settings["mail.host"],
        port=settings["mail.port"],
        tls=settings["mail.tls"],
        user=settings["mail.user"],
        password=settings.secret("mail.password_file"),
        timeout=settings["mail.timeout_seconds"],
        reply_to=settings["mail.reply_to"] or None,
        ca_file=settings.file_of("mail.ca_file"),
        connections=settings["mail.connections"],
        per_minute=settings["mail.per_minute"],
    )


def make_folders(database: Path) -> None:
    """Makes the spool and the inbox beside a new database, for its owner alone. Raises OSError."""
    for folder in (spool_folder(database), inbox_folder(database)):
        maildir.make(folder)


def folders(database: Path) -> list[Path]:
    """The folders of messages that are ours to erase (R23)."""
    return [spool_folder(database), inbox_folder(database) / ".done"]


def incoming(
    settings: Settings, database: Path, known: Callable[[str], bool], clock: Callable[[], Instant]
) -> list[Inbox]:
    """The inboxes to read answers from. Misconfigured. known: whether a message was read before, by its key."""
    inboxes = [_mailbox(settings, database, known, clock)]
    if settings["sms.kind"] or sms_folder(database).exists():
        from qvax_cli.channels.sms.from_settings import incoming_sms

        inboxes.append(incoming_sms(settings, sms_folder(database), clock))
    return inboxes


def _mailbox(settings: Settings, database: Path, known: Callable[[str], bool], clock: Callable[[], Instant]) -> Inbox:
    if not settings["inbox.host"]:
        return MaildirInbox(inbox_folder(database))
    from qvax_cli.channels.mail.imap import Imap

    return Imap(
        host=settings["inbox.host"],
        port=settings["inbox.port"],
        tls=settings["inbox.tls"],
        user=settings["inbox.user"],
        password=settings.secret("inbox.password_file"),
        folder=settings["inbox.folder"],
        done_folder=settings["inbox.done_folder"],
        ca_file=settings.file_of("inbox.ca_file"),
        timeout=settings["inbox.timeout_seconds"],
        known=known,
        clock=clock,
    )
