"""The data, and all SQL: the seam to a database, and a module for every table."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qvax_cli.store.database import Database


def open_database(path: Path, operator: str) -> "Database":
    """The existing database at `path`, upgraded when an older qvax made it. DatabaseFailure otherwise."""
    from qvax_cli.store import sqlite

    return sqlite.open_file(path, operator)


def create_database(path: Path, operator: str) -> "Database":
    """A new database at `path`, readable by its owner alone. DatabaseFailure if something is there already."""
    from qvax_cli.store import sqlite

    return sqlite.create_file(path, operator)
