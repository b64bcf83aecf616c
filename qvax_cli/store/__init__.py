"""The data, and all SQL: the seam to a database, and a module for every table."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from qvax_cli.errors import Misconfigured

if TYPE_CHECKING:
    from qvax_cli.store.database import Database
    from qvax_cli.store.server import Server


def open_database(place: "Path | Server", operator: str) -> "Database":
    """The existing database there, upgraded when an older qvax made it. DatabaseFailure otherwise, Misconfigured."""
    if isinstance(place, Path):
        from qvax_cli.store import sqlite

        return sqlite.open_file(place, operator)
    _expect_driver()
    from qvax_cli.store.postgresql import open_on_server

    return open_on_server(place, operator)


def create_database(
    place: "Path | Server", operator: str, fill: "Callable[[Database], None] | None" = None
) -> "Database":
    """A new database there, a file readable by its owner alone. fill: puts into it what it is to hold, in the
    transaction that makes it. DatabaseFailure if something is there already, Misconfigured."""
    if isinstance(place, Path):
        from qvax_cli.store import sqlite

        db = sqlite.create_file(place, operator)
        if fill:
            with db.write():
                fill(db)
        return db
    _expect_driver()
    from qvax_cli.store.postgresql import create_on_server

    return create_on_server(place, operator, fill)


def to_oneself(path: Path) -> AbstractContextManager[None]:
    """The database in a file, with nobody else at work in it: to be taken away. DatabaseFailure when somebody is, or
    when it cannot be read."""
    from qvax_cli.store import sqlite

    return sqlite.to_oneself(path)


def _expect_driver() -> None:
    from importlib.util import find_spec

    if find_spec("psycopg") is None:
        raise Misconfigured(
            "a database on a server needs an extra that is not installed",
            "install it with: pip install 'qvax[postgresql]'",
        )
