"""Opens the database on a server, or makes it."""

from collections.abc import Callable

from qvax_cli.errors import DatabaseFailure
from qvax_cli.store.database import Database
from qvax_cli.store.migrations import SCHEMA_VERSION
from qvax_cli.store.postgresql import PostgreSQL, logins, schema
from qvax_cli.store.postgresql.connecting import connect
from qvax_cli.store.server import Server


def open_on_server(server: Server, operator: str) -> PostgreSQL:
    """The existing database on a server, upgraded when an older qvax made it. DatabaseFailure otherwise."""
    conn = connect(server)
    db = PostgreSQL(conn, server, operator)
    try:
        found = schema.expect_ours(db)
        if found < SCHEMA_VERSION:
            _bring_up_to_date(db)
            db.upgraded = (found, SCHEMA_VERSION)
        if login := logins.of(db):
            db.operator, db.by_login = login, True
    except BaseException:
        conn.close()
        raise
    return db


def _bring_up_to_date(db: PostgreSQL) -> None:
    try:
        with db.making():
            schema.bring_up_to_date(db)
    except DatabaseFailure as failure:
        if failure.cause != "database_denied":
            raise
        # Whoever has a login for a center must not be given more for this.
        raise DatabaseFailure(
            f"the database {db.server} was made by an older qvax, and this user cannot bring it up to date",
            "any command of whoever owns its tables does so",
            cause="database_denied",
        ) from None


def create_on_server(server: Server, operator: str, fill: Callable[[Database], None] | None = None) -> PostgreSQL:
    """A new database on a server: the tables, in a database that is empty, or that is made. fill: puts into it what it
    is to hold; without that nothing is made. DatabaseFailure if there is something already."""
    conn = connect(server, create=True)
    db = PostgreSQL(conn, server, operator)
    try:
        with db.making():
            schema.make(db)
            if fill:
                fill(db)
    except BaseException:
        conn.close()
        raise
    return db
