"""The channels that a configuration asks for; without any, a spool and an inbox folder beside the database."""

from collections.abc import Mapping
from pathlib import Path

from qvax_cli.channels import Channel, maildir
from qvax_cli.channels.inbox import Inbox
from qvax_cli.channels.spool import Spool
from qvax_cli.settings import Settings


def spool_folder(database: Path) -> Path:
    """Where mails are put when no server is configured: a Maildir."""
    return Path(f"{database}-spool")


def inbox_folder(database: Path) -> Path:
    """Where answers are read from: a Maildir."""
    return Path(f"{database}-inbox")


def outgoing(settings: Settings, database: Path) -> Mapping[str, Channel]:
    """The channels by name, in the order in which they are tried. Misconfigured."""
    if not settings["mail.host"]:
        return {"mail": Spool(spool_folder(database))}
    from qvax_cli.channels.mail import Mail

    return {
        "mail": Mail(
            sender=settings["mail.from"],
            host=settings["mail.host"],
            port=settings["mail.port"],
            tls=settings["mail.tls"],
            user=settings["mail.user"],
            password=settings.secret("mail.password_file"),
        )
    }


def make_folders(database: Path) -> None:
    """Makes the spool and the inbox beside a new database, for its owner alone. Raises OSError."""
    for folder in (spool_folder(database), inbox_folder(database)):
        maildir.make(folder)


def folders(database: Path) -> list[Path]:
    """The folders of messages that are ours to erase (R23)."""
    return [spool_folder(database), inbox_folder(database) / ".done"]


def incoming(database: Path) -> list[Inbox]:
    """The inboxes to read answers from."""
    return [Inbox(inbox_folder(database))]
