"""The databases of the tests: those on a server, as `qvax init` leaves them; and any, as other programs see it."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property, partial
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from qvax_cli.store.postgresql.markers import marked
from qvax_cli.store.server import Server
from tests.postgresql.cluster import Cluster

#: What tests use of SQLite.
_ZEROBLOB = """CREATE FUNCTION zeroblob(size INT) RETURNS BYTEA LANGUAGE sql
               AS $$ SELECT decode(repeat('00', size), 'hex') $$"""
#: What a database does with what it forbids.
Forbidden = (sqlite3.IntegrityError, psycopg.Error)


class Row(tuple[Any, ...]):
    """A row: its values in order, and by the names of their columns, as SQLite gives it."""

    names: Sequence[str]

    def keys(self) -> Sequence[str]:
        """The names of its columns."""
        return self.names

    def __getitem__(self, place: Any) -> Any:
        return super().__getitem__(self.names.index(place) if isinstance(place, str) else place)


def _row(cursor: Any, values: Sequence[Any]) -> Row:
    row = Row(values)
    row.names = [column[0] for column in cursor.description]
    return row


class Opened:
    """A connection on which every statement stands by itself."""

    def __init__(self, conn: "sqlite3.Connection | psycopg.Connection[Any]") -> None:
        self.conn = conn
        self.of_a_file = isinstance(conn, sqlite3.Connection)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Runs a statement, whose places are `?`."""
        if isinstance(self.conn, sqlite3.Connection):
            return self.conn.execute(sql, values)
        return self.conn.execute(marked(sql).encode(), values)

    def everything(self, but_for: str = "") -> str:
        """All that stands in all tables, but for one."""
        tables = (
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
            if self.of_a_file
            else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        names = [row[0] for row in self.execute(tables) if row[0] != but_for]
        return "\n".join(str(tuple(row)) for name in names for row in self.execute(f"SELECT * FROM {name}"))


@contextmanager
def opened(database: Path | Server) -> Iterator[Opened]:
    """The database as any other program sees it."""
    if isinstance(database, Server):
        with closing(psycopg.connect(database.url, autocommit=True)) as conn:
            conn.row_factory = lambda cursor: partial(_row, cursor)
            yield Opened(conn)
    else:
        with closing(sqlite3.connect(database, isolation_level=None)) as file:
            file.row_factory = _row
            yield Opened(file)


class Databases:
    """Databases on a server for the tests of one worker. Making one takes a tenth of a second, emptying it a tenth of
    that, so they are used again."""

    def __init__(self, cluster: Cluster, worker: str, init: Callable[[Server], object]) -> None:
        self.cluster = cluster
        self.worker = worker
        self._init = init
        self._numbers = count(1)
        self._free: list[Server] = []
        self._restore = ""
        self._tables: list[str] = []

    def take(self) -> Server:
        """One with an empty list and the bundled centers."""
        if not self._free:
            return self._made()
        server = self._free.pop()
        self.begin_anew(server)
        return server

    def give_back(self, server: Server) -> None:
        """It is not needed any more."""
        self._free.append(server)

    def begin_anew(self, server: Server) -> None:
        """Everything is as it was at first, or when it was kept."""
        with closing(psycopg.connect(server.url, autocommit=True)) as conn:
            conn.execute(self._restore.encode())

    def keep(self, server: Server) -> None:
        """From now on it begins anew with what is there now, so it cannot be given back."""
        with closing(psycopg.connect(server.url, autocommit=True)) as conn:
            for table in self._tables:
                conn.execute(f"TRUNCATE first.{table}; INSERT INTO first.{table} SELECT * FROM {table}".encode())

    def _made(self) -> Server:
        name = f"{self.worker}_{next(self._numbers)}"
        self.cluster.sql(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        return Server(self.cluster.url(name))

    @cached_property
    def _template(self) -> str:
        """The name of the database that the others are copies of: what is there at first is kept beside the tables."""
        name = f"{self.worker}_template"
        server = Server(self.cluster.url(name))
        self._init(server)
        with closing(psycopg.connect(server.url, autocommit=True)) as conn:
            tables = [row[0] for row in conn.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
            self._tables = tables
            counted = [
                row[0]
                for row in conn.execute(
                    """SELECT table_name FROM information_schema.columns
                       WHERE table_schema = 'public' AND is_identity = 'YES'"""
                )
            ]
            conn.execute("CREATE SCHEMA first")
            conn.execute(_ZEROBLOB)
            for table in tables:
                conn.execute(f"CREATE TABLE first.{table} AS TABLE public.{table}")
        # Neither rules nor references are looked at meanwhile, so that the order does not matter.
        self._restore = "; ".join(
            [
                "SET session_replication_role = replica",
                *(f"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM first.{table}" for table in tables),
                *(
                    f"""SELECT setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 0) + 1, false)
                        FROM {table}"""
                    for table in counted
                ),
            ]
        )
        return name
