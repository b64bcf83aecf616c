"""Reads answers from a Maildir, each until it is done, and keeps what is done in its folder `.done`."""

from collections.abc import Iterator
from pathlib import Path

from qvax_cli.channels import Inbox, Reply, Traces, Unreachable
from qvax_cli.channels.incoming import content, read_each
from qvax_cli.channels.mail import maildir
from qvax_cli.rules.local_time import Instant

_STAMP_DIGITS = range(9, 12)


class MaildirInbox(Inbox):
    """A Maildir as a way in.

    All of `new/` and `cur/` is still to be read, so a mail reader that looks in before us hides nothing;
    what it marked as deleted or as a draft is left alone.
    """

    name = "mail"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self) -> None:
        """Makes the folders, for whatever delivers into them. Raises OSError."""
        maildir.make(self.folder)

    def replies(self) -> Iterator[Reply]:
        """What is not done, in the order of the file names, which begin with the time of delivery.

        A folder that is not there holds nothing. Raises Unreachable when it cannot be read.
        """
        try:
            paths = self._paths()
        except OSError as error:
            raise Unreachable(f"the inbox {self.folder} cannot be read: {error.strerror}") from error
        yield from read_each(str(self.folder), sorted(paths), lambda name: self._read(name, paths[name]))

    def _read(self, name: str, path: Path) -> Reply:
        """A message; also where a mail reader has moved it meanwhile. Raises FileNotFoundError when it is gone."""
        try:
            return _reply(path, name)
        except FileNotFoundError:
            moved = self._paths().get(name)
            if moved is None:
                raise
            return _reply(moved, name)

    def done(self, reply: Reply) -> None:
        """Moves a reply to `.done/cur/`, marked as seen. One that is gone already is no error.

        Raises Unreachable when it cannot be moved; then it comes again, with the same key.
        """
        put_away = self.folder / ".done"
        try:
            maildir.make(put_away)
            path = self.folder / "new" / reply.name
            if not path.exists():
                path = self._paths()[reply.name]
            path.rename(_free(put_away / "cur", reply.name))
        except (FileNotFoundError, KeyError):
            pass
        except OSError as error:
            raise Unreachable(f"the inbox {self.folder} cannot be changed: {error.strerror}") from error

    def erase(self, traces: Traces) -> None:
        maildir.erase_naming(self.folder, traces.codes)
        maildir.erase_naming(self.folder / ".done", (*traces.codes, *traces.addresses))

    def erase_before(self, moment: Instant) -> None:
        maildir.erase_before(self.folder / ".done", moment)

    def _paths(self) -> dict[str, Path]:
        """The messages by the part of their names that stays."""
        paths: dict[str, Path] = {}
        # cur/ is listed after new/, because a reader moves files that way: none is missed.
        for folder in (self.folder / "new", self.folder / "cur"):
            paths |= {maildir.base(name): folder / name for name in maildir.files(folder)}
        return paths


def _free(folder: Path, name: str) -> Path:
    """A name in a folder that no file has, so that nothing is ever overwritten."""
    path = folder / f"{name}:2,S"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{name}.{number}:2,S"
    return path


def _reply(path: Path, name: str) -> Reply:
    from hashlib import sha256

    from qvax_cli.channels.mail.bounces import report
    from qvax_cli.channels.mail.parsing import MOST_BYTES, read

    raw, written_at = content(path, MOST_BYTES)
    mail = read(raw)
    return Reply(
        # The name is kept when a reader moves the file, the content when somebody copies it elsewhere: a copy
        # is another message, and applying an answer twice does no harm, losing one does.
        key=sha256(name.encode(errors="surrogateescape") + b"\n" + raw).hexdigest(),
        received_at=mail.delivered_at or _stamp(name) or written_at,
        subject=mail.subject,
        body=mail.body,
        sender=mail.sender,
        automatic=mail.automatic,
        autoreply=mail.autoreply,
        refs=mail.refs,
        name=name,
        report=report(raw, mail),
    )


def _stamp(name: str) -> Instant | None:
    """The time of delivery with which the name of a Maildir file begins."""
    digits = name.partition(".")[0]
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) in _STAMP_DIGITS else None
