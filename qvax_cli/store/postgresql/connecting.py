"""Connects to a server that qvax can work with."""

import logging
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from qvax_cli.errors import DatabaseFailure, Misconfigured
from qvax_cli.store.postgresql.failures import missing, not_connected
from qvax_cli.store.postgresql.values import NamedRow, adapt, named
from qvax_cli.store.server import Server

OLDEST = 14
# Beside a failure that it raises the driver logs what fails for that: nobody has to read it twice.
logging.getLogger("psycopg").addHandler(logging.NullHandler())
#: Unless the URL says otherwise: how long one waits for a server (seconds), and how soon a connection that was cut
#: is noticed (seconds, then milliseconds).
_USUAL: dict[str, Any] = {
    "connect_timeout": 10,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "application_name": "qvax",
}


def connect(server: Server, *, create: bool = False) -> "psycopg.Connection[NamedRow]":
    """A connection, on which every statement is a transaction until one begins. create: makes the database on a server
    that has none of that name. DatabaseFailure, Misconfigured."""
    try:
        given = conninfo_to_dict(server.url)
    except psycopg.Error:
        raise Misconfigured("the URL of the database cannot be read", "postgresql://USER@HOST/DATABASE") from None
    words: dict[str, Any] = {**_USUAL, **given, **({"password": server.password} if server.password else {})}
    try:
        conn = _connected(words)
    except psycopg.Error as error:
        failure = not_connected(error, server)
        if not create or failure.cause != "database_missing":
            raise failure from None
        conn = _made(words, server)
    try:
        _expect_usable(conn, server)
    except BaseException:
        conn.close()
        raise
    return conn


def _connected(words: dict[str, Any]) -> "psycopg.Connection[NamedRow]":
    conn = psycopg.connect(**words, autocommit=True, row_factory=named)
    adapt(conn)
    if is_shared_out(conn):
        conn.prepare_threshold = None  # what is prepared on one connection is not known on the next
    return conn


def is_shared_out(conn: "psycopg.Connection[Any]") -> bool:
    """Whether a pooler stands between, which may give others the connection to the server in between: it answers with a
    number of its own for the process that serves us."""
    served_by = conn.execute("SELECT pg_backend_pid() AS number").fetchone()
    return served_by is None or bool(served_by["number"] != conn.info.backend_pid)


def _made(words: dict[str, Any], server: Server) -> "psycopg.Connection[NamedRow]":
    """Makes the database first, with one order of text everywhere."""
    name = sql.Identifier(str(words["dbname"]))
    try:
        with _connected({**words, "dbname": "postgres"}) as conn:
            conn.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'").format(name))
        return _connected(words)
    except psycopg.errors.InsufficientPrivilege:
        raise DatabaseFailure(
            f"there is no database {server} yet, and this user may not make one",
            "let whoever looks after the server make it, with the encoding UTF8 and the locale C",
            cause="database_denied",
        ) from None
    except psycopg.Error:
        raise missing(server) from None


def _expect_usable(conn: "psycopg.Connection[Any]", server: Server) -> None:
    """DatabaseFailure for a server that is too old, and for a database of another encoding."""
    version = conn.info.server_version // 10_000
    if version < OLDEST:
        raise DatabaseFailure(
            f"the server of the database {server} is PostgreSQL {version}, too old",
            f"use PostgreSQL {OLDEST} or newer",
            cause="database_unsuitable",
        )
    if (encoding := conn.info.parameter_status("server_encoding")) != "UTF8":
        raise DatabaseFailure(
            f"the database {server} keeps text as {encoding}, which has not all signs of names",
            "make another with the encoding UTF8 and the locale C",
            cause="database_unsuitable",
        )
