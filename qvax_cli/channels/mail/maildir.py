"""What the spool and the inbox share: the folders of a Maildir."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from qvax_cli.channels.kept import before, erase, naming
from qvax_cli.files import make_folder
from qvax_cli.rules.local_time import Instant


def make(folder: Path) -> None:
    """Makes a Maildir where there is none, for its owner only: it holds names and addresses.

    Folders that are there keep their rights. Raises OSError.
    """
    for part in (folder, folder / "tmp", folder / "new", folder / "cur"):
        make_folder(part)


def files(folder: Path) -> list[str]:
    """The names of the messages in `new/` or `cur/` of a Maildir; none when there is no such folder.

    Messages that a mail reader marked as deleted or as drafts are not among them. Raises OSError.
    """
    try:
        with os.scandir(folder) as found:
            return [file.name for file in found if not file.name.startswith(".") and not _set_aside(file.name)]
    except FileNotFoundError:
        return []


def base(name: str) -> str:
    """The part of a message's file name that stays when a mail reader moves and marks it."""
    return name.partition(":")[0]


def _set_aside(name: str) -> bool:
    return not {"T", "D"}.isdisjoint(name.partition(":2,")[2])


def erase_naming(folder: Path, words: Collection[str]) -> int:
    """Deletes the messages that hold one of these words, codes for example (R7); how many. Raises OSError."""
    return erase(_all(folder), naming(words))


def erase_before(folder: Path, moment: Instant) -> int:
    """Deletes the messages whose files were written before that moment, marked or not (R23); how many.

    Raises OSError; a file that a mail reader moves or deletes meanwhile is no error.
    """
    return erase(_all(folder), before(moment))


def _all(folder: Path) -> Iterator[Path]:
    return (path for part in ("new", "cur", "tmp") for path in folder.glob(f"{part}/*"))
