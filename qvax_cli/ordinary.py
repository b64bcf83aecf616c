"""Reads ordinary files, and nothing else that stands under such a name: a pipe holds whoever waits for it, and a file
without an end fills the memory."""

import os
import stat
from pathlib import Path


class NotOrdinary(Exception):
    """It cannot be read as a file. reason: in words, without its name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def beginning(path: Path, most: int) -> tuple[bytes, int]:
    """The first bytes of an ordinary file, at most so many, and when it was written. FileNotFoundError, NotOrdinary."""
    try:
        # Without waiting: a pipe has no writer, and would hold us for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        if path.is_symlink():
            raise NotOrdinary("it is a link that leads nowhere") from None
        raise
    except (OSError, ValueError) as error:
        raise NotOrdinary(getattr(error, "strerror", None) or type(error).__name__) from None
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            folder = stat.S_ISDIR(about.st_mode)
            raise NotOrdinary("it is a folder and no file" if folder else "it is no ordinary file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(most), int(about.st_mtime)
    except OSError as error:
        raise NotOrdinary(error.strerror or type(error).__name__) from None
    finally:
        os.close(handle)


def text_of(path: Path, most: int) -> str:
    """All of a text file in UTF-8, with or without a mark at its beginning. OSError, UnicodeDecodeError, NotOrdinary,
    also for one that is longer."""
    raw, _ = beginning(path, most + 1)
    if len(raw) > most:
        raise NotOrdinary("it is far too long")
    return raw.decode("utf-8-sig")
