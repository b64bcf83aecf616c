"""What a failure of SQLite is called."""

import sqlite3
from pathlib import Path

from qvax_cli.errors import DatabaseFailure
from qvax_cli.store.database import PATIENCE, Forbidden


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 for an error of Python's module itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_busy(error: sqlite3.Error) -> bool:
    """Whether somebody else stands in the way."""
    return _code(error) == sqlite3.SQLITE_BUSY


def explained(error: sqlite3.Error, path: Path, patience: float = PATIENCE) -> DatabaseFailure:
    """The failure to show for an error of SQLite, without the statement or the values it was about."""
    file = f"the database {path}"
    match _code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            seconds = f"{patience:.0f} seconds"
            return DatabaseFailure(
                f"{file} stayed busy for {seconds}", "nothing was changed; try again in a moment", cause="database_busy"
            )
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
