"""Where files stand: the database by default; spool and inboxes beside it, or in a folder of their own."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class Home(NamedTuple):
    """Where the files of an installation stand.

    folder: of them all; beside: the name of the database file there, which theirs begin with: `qvax.db-spool`. Without
    one they have the folder to themselves.
    """

    folder: Path
    beside: str = ""

    @property
    def spool(self) -> Path:
        """Where mails are put when no server is configured: a Maildir."""
        return self.path("spool")

    @property
    def holds_mail(self) -> bool:
        """Whether any mail lies in the spool."""
        for part in ("new", "cur"):
            with suppress(OSError), os.scandir(self.spool / part) as files:
                if next(files, None) is not None:
                    return True
        return False

    @property
    def inbox(self) -> Path:
        """Where answers are read from: a Maildir."""
        return self.path("inbox")

    @property
    def sms_inbox(self) -> Path:
        """Where SMS are put that a gateway brings, until they are read."""
        return self.path("sms-inbox")

    def path(self, name: str) -> Path:
        """A file or folder of ours."""
        return self.folder / (f"{self.beside}-{name}" if self.beside else name)


def beside(database: Path) -> Home:
    """The home of a database that is a file."""
    return Home(database.parent, database.name)


def default_file(environ: Mapping[str, str]) -> Path:
    """qvax.db in the user's data folder; below ~ for a user who has no home, as a container may have."""
    home = expanded(environ.get("HOME", "~"))
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "qvax" / "qvax.db"


def expanded(path: str) -> Path:
    """A path whose beginning ~ or ~NAME stands for a home; as it is where there is no such home."""
    # `Path.expanduser` fails then.
    return Path(os.path.expanduser(path))  # noqa: PTH111


def itself(file: Path) -> Path:
    """Spool, inbox and locks stand beside the file itself, whatever link leads there."""
    # `Path.is_symlink` fails on a name that is too long.
    return Path(os.path.realpath(file)) if os.path.islink(file) else file  # noqa: PTH114
