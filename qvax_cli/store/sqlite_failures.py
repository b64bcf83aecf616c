"""What a failure of SQLite is called; and waiting for those who are in the way."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import TypeVar

from qvax_cli.errors import DatabaseFailure
from qvax_cli.store.database import PATIENCE, Forbidden

#: How long whoever waits sleeps between two tries (seconds). SQLite itself would wait ever longer, and a process that
#: writes one transaction after the other would hardly ever let anybody else in.
KNOCK = 0.003

Result = TypeVar("Result")


def with_patience(do: Callable[[], Result], path: Path, patience: float = PATIENCE) -> Result:
    """Does what another process may stand in the way of, again and again for so many seconds. DatabaseFailure."""
    waited = 0.0
    while True:
        try:
            return do()
        except errors() as error:
            if waited >= patience or not is_busy(error):
                raise explained(error, path, patience) from error
        sleep(KNOCK)
        waited += KNOCK


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """What SQLite raises within becomes the failure to show."""
    try:
        yield
    except errors() as error:
        raise explained(error, path) from error


def errors() -> tuple[type[sqlite3.Error], ...]:
    """What SQLite raises: that of Python, and that of an encrypted file where one was opened."""
    cipher = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error, cipher.Error) if cipher else (sqlite3.Error,)


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 for an error of Python's module itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_busy(error: sqlite3.Error) -> bool:
    """Whether somebody else stands in the way."""
    return _code(error) == sqlite3.SQLITE_BUSY


def is_none_of_ours(error: sqlite3.Error) -> bool:
    """Whether there is no database that can be read."""
    return _code(error) == sqlite3.SQLITE_NOTADB


def explained(error: sqlite3.Error, path: Path, patience: float = PATIENCE) -> DatabaseFailure:
    """The failure to show for an error of SQLite, without the statement or the values it was about."""
    file = f"the database {path}"
    match _code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return stayed_busy(path, patience)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return DatabaseFailure(
                f"{file} cannot be written to",
                "check the rights on the file and its folder",
                cause="database_read_only",
            )
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return DatabaseFailure(
                f"{file} is damaged or no database at all", "restore it from a backup", cause="database_damaged"
            )
        case sqlite3.SQLITE_CANTOPEN:
            return DatabaseFailure(
                f"{file} cannot be opened", "check the path and the rights on its folder", cause="database_unreachable"
            )
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return DatabaseFailure(
                f"{file} cannot be written: the disk is full or failing", "free some space", cause="database_full"
            )
        case sqlite3.SQLITE_CONSTRAINT:  # it names the rule and its columns, and no value
            return Forbidden(f"{file} forbids this change: {error}", "nothing was changed", cause="overtaken")
    return DatabaseFailure(f"{file} does not answer as it should", cause="database_failed")


def stayed_busy(path: Path, patience: float) -> DatabaseFailure:
    """Others have been at it for so many seconds."""
    why = f"the database {path} stayed busy for {patience:.0f} seconds"
    return DatabaseFailure(why, "nothing was changed; try again in a moment", cause="database_busy")
