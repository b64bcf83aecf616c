"""One process at a time, for what a transaction cannot hold together: files, and the outside."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(database: Path, what: str) -> Iterator[None]:
    """Waits until no other process does the same with this database; a process that dies makes way at once.

    OSError when the lock beside the database cannot be made.
    """
    import fcntl

    handle = os.open(f"{database}-{what}", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
