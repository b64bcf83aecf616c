"""Files that qvax writes for people: whole or not at all, readable by their owner alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from qvax_cli.errors import Usage


@contextmanager
def written(file: Path) -> Iterator[TextIO]:
    """A text file that appears under its name when it is complete (0600, UTF-8). Usage if it cannot be written."""
    if file.exists() and not file.is_file():
        raise Usage(f"{file} is no ordinary file", "name another file")
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        handle = os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    except OSError as error:
        raise Usage(f"{file} cannot be written: {error.strerror}", "name another file") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Usage(f"{file} cannot be written: {error.strerror}", "name another file") from None
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
