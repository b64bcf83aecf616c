"""The data, and all SQL: the seam to a database, and a module for every table."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from qvax_cli.errors import Misconfigured
from qvax_cli.store.database import Key, no_key

if TYPE_CHECKING:
    from qvax_cli.store.database import Database
    from qvax_cli.store.server import Server


def open_database(place: "Path | Server", operator: str, key: Key = no_key) -> "Database":
    """The existing database there, upgraded when an older qvax made it; `key` is asked for where a file is encrypted.
    DatabaseFailure otherwise, Misconfigured."""
    if isinstance(place, Path):
        from qvax_cli.store import sqlite_files

        return sqlite_files.open_file(place, operator, key)
    _expect_driver()
    from qvax_cli.store.postgresql.opening import open_on_server

    return open_on_server(place, operator)


def create_database(
    place: "Path | Server",
    operator: str,
    fill: "Callable[[Database], None] | None" = None,
    *,
    key: str | None = None,
) -> "Database":
    """A new database there, a file readable by its owner alone, and encrypted if there is a key. fill: puts into it
    what it is to hold, in the transaction that makes it. DatabaseFailure if something is there already,
    Misconfigured."""
    if isinstance(place, Path):
        from qvax_cli.store import sqlite_files

        db = sqlite_files.create_file(place, operator, key)
        if fill:
            with db.write():
                fill(db)
        return db
    _expect_driver()
    from qvax_cli.store.postgresql.opening import create_on_server

    return create_on_server(place, operator, fill)


def to_oneself(path: Path, key: Key = no_key) -> AbstractContextManager[None]:
    """The database in a file, with nobody else at work in it: to be taken away. DatabaseFailure when somebody is, or
    when it cannot be read."""
    from qvax_cli.store import sqlite_files

    return sqlite_files.to_oneself(path, key)


def encrypted_copy(path: Path, copy: Path, key: str) -> AbstractContextManager[None]:
    """All of a plain database in a file stands in `copy`, an empty file, encrypted; until the context ends nobody else
    can open it. DatabaseFailure when somebody has, Misconfigured."""
    from qvax_cli.store import sqlite_files

    return sqlite_files.encrypted_copy(path, copy, key)


def _expect_driver() -> None:
    from importlib.util import find_spec

    if find_spec("psycopg") is None:
        raise Misconfigured(
            "a database on a server needs an extra that is not installed",
            "install it with: pip install 'qvax[postgresql]'",
        )
