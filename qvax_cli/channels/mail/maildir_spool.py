"""Hands messages over to a Maildir spool: one file a message, there exactly once whatever happens."""

import errno
import os
from pathlib import Path

from qvax_cli.channels import Channel, Envelope, Taken, Traces, Unreachable
from qvax_cli.channels.mail import maildir
from qvax_cli.channels.mail.mime import letter, sender_address
from qvax_cli.files import Occupied, alone, put, sync
from qvax_cli.rules.local_time import Instant

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_HEADERS = 16_384
#: How long another process may be writing into the spool (seconds).
_PATIENCE = 10.0


#: Who sends while nobody is named: nothing of it leaves the spool by itself.
LOCAL = "qvax <qvax@localhost>"


class Spool(Channel):
    """A Maildir as a channel. What it holds is mail to be sent on, by whatever serves the spool.

    A message is handed over when its file stands in `new/` (or in `cur/`, where a mail reader moves it): its
    name is made of the envelope alone, so it is found again after a crash and never written twice.
    """

    name, by = "mail", "email"

    def __init__(self, folder: Path, sender: str = LOCAL, reply_to: str | None = None) -> None:
        self.folder = folder
        self._sender = sender
        self._reply_to = reply_to

    def hand_over(self, envelope: Envelope, now: Instant) -> Taken:
        """Writes the message unless it is there already; the moment when it was first handed over.

        Raises Unreachable when the folder cannot be written to or nobody can send, Rejected for an impossible address.
        """
        name = f"{envelope.created_at}.{envelope.key}.qvax.eml"
        try:
            maildir.make(self.folder)
            # Alone, so that a half-written file is always one of a process that died.
            with alone(self.folder, patience=_PATIENCE):
                written = self._find(name)
                if written is None:
                    sender_address(self._sender, self._reply_to)
                    content = letter(envelope, self._sender, now, self._reply_to).as_bytes()
                    put(self.folder / "new" / name, content, draft=self.folder / "tmp" / name)
                else:
                    sync(written.parent)  # whoever wrote it may have died before its name was safe
            return Taken(now if written is None else _handed_over_at(written))
        except Occupied:
            raise Unreachable(f"another process holds the spool {self.folder}") from None
        except OSError as error:
            raise Unreachable(self._reason(error)) from error

    def erase(self, traces: Traces) -> None:
        """Whatever stands in the spool names a code, or goes to nobody on the list."""
        maildir.erase_naming(self.folder, traces.codes)

    def erase_before(self, moment: Instant) -> None:
        maildir.erase_before(self.folder, moment)

    def _find(self, name: str) -> Path | None:
        """The message's file, if it was handed over before. Readers move files from new/ to cur/, never back."""
        fresh = self.folder / "new" / name
        if fresh.exists():
            return fresh
        # Also one marked as deleted: it was handed over.
        with os.scandir(self.folder / "cur") as read:
            return next((Path(file) for file in read if maildir.base(file.name) == name), None)

    def _reason(self, error: OSError) -> str:
        if error.errno in _FULL:
            return f"the disk is full, so the spool {self.folder} takes no more messages"
        if error.errno in _FORBIDDEN:
            return f"the spool {self.folder} cannot be written to: no permission, or a read-only disk"
        return f"the spool {self.folder} cannot be used: {error.strerror or type(error).__name__}"


def _handed_over_at(file: Path) -> Instant:
    """The moment that a message of ours bears as its date."""
    from email import message_from_bytes
    from email.utils import mktime_tz, parsedate_tz

    with file.open("rb") as opened:
        date = parsedate_tz(str(message_from_bytes(opened.read(_HEADERS))["Date"]))
        return int(os.fstat(opened.fileno()).st_mtime) if date is None else mktime_tz(date)
