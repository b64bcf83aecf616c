"""A database on a server of PostgreSQL: the one that many centers share. An extra, `qvax[postgresql]`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from time import monotonic
from typing import Any

import psycopg
from psycopg import sql
from psycopg.pq import TransactionStatus

from qvax_cli.errors import DatabaseFailure
from qvax_cli.files import Occupied
from qvax_cli.store.database import Database
from qvax_cli.store.log_end import head_of
from qvax_cli.store.postgresql import logins, schema
from qvax_cli.store.postgresql.connecting import connect, is_shared_out
from qvax_cli.store.postgresql.failures import explained, lost
from qvax_cli.store.postgresql.locks import at_once, lock, locked
from qvax_cli.store.postgresql.markers import marked
from qvax_cli.store.postgresql.values import NamedRow, fitting
from qvax_cli.store.server import Server

#: Under this name it is told that something was changed, with the id of each center that it concerns.
_CHANGED = "qvax_changed"
#: Rows of a stream that come together at first: more than are invited on most evenings.
_TOGETHER = 100
#: All of a transaction that writes, but for its lock.
_WHOLE = "whole"
#: Nobody else adds rows while the lock is held, so what was taken back gives its numbers back: people read them.
_NUMBERS = "SELECT count_on()"
#: A commit that waits for the disk would hold the lock meanwhile. So it does not, and a message that does comes next:
#: it stands on the disk, and on a standby, when all before it does, and several can wait for theirs at once.
_COMMITTED = ("SET LOCAL synchronous_commit TO off", "COMMIT", "SELECT pg_logical_emit_message(true, 'qvax', '')")
_LOG_END = "SELECT id, hash FROM log_end()"
#: So many statements that nobody waits for are sent together at most.
_UNSENT = 100
#: How what is looked up by a list of values is found. A table that is being filled is taken for cheaper to be read from
#: end to end, for every few hundred values again.
_BY_INDEX = "SET LOCAL enable_seqscan TO off; {}; SET LOCAL enable_seqscan TO DEFAULT"
#: After so many seconds whoever waits is told.
_NOTICED = 2.0


class PostgreSQL(Database):
    """A connection to a server."""

    LOG_END = _LOG_END

    def __init__(self, conn: "psycopg.Connection[NamedRow]", server: Server, operator: str) -> None:
        super().__init__(operator)
        self.conn = conn
        self.server = server
        self._streams = count(1)
        self._concerned: set[int] = set()
        #: What is sent with the next statement whose answer is waited for: each wait is a way to the server and back.
        self._unsent: list[tuple[str, Mapping[str, Any]]] = []

    def run(self, sql: str, **values: Any) -> None:
        if not self._depth:
            self._execute(sql, values)
            return
        self._unsent.append((marked(sql), fitting(values)))
        if len(self._unsent) == _UNSENT:
            self._catch_up()

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        # The statement is sent once and its values after it, without waiting for one to go through before the next.
        self._catch_up()
        with self._explaining(), self.conn.cursor() as cursor:
            cursor.executemany(marked(sql), rows)
            return max(cursor.rowcount, 0)

    def stream(self, sql: str, **values: Any) -> Iterator[tuple[Any, ...]]:
        if not self._in_transaction:
            yield from map(tuple, self._execute(sql, values).fetchall())
            return
        name, together = f"stream_{next(self._streams)}", _TOGETHER
        self._catch_up()
        # The server would compile by the cost of reading all, which takes longer than the first rows.
        begin = f"SET LOCAL jit TO off; DECLARE {name} NO SCROLL CURSOR FOR {sql}"
        if list in map(type, values.values()):
            begin = _BY_INDEX.format(begin)
        with self._explaining():
            rows = at_once(self.conn, f"{begin}; FETCH {together} FROM {name}", values).fetchall()
        yield from map(tuple, rows)
        while len(rows) == together:
            together *= 2  # whoever has read on so far wants most of them
            rows = self._execute(f"FETCH {together} FROM {name}", {}).fetchall()
            yield from map(tuple, rows)

    def version(self) -> str:
        seen = self._execute("SELECT CAST(pg_current_snapshot() AS TEXT)", {}).fetchone()
        return "".join(seen or ())

    def concerns(self, center: int) -> None:
        self._concerned.add(center)

    def wait(self, seconds: float, center: int | None) -> bool:
        until = monotonic() + seconds
        try:
            while self._is_told:
                told = list(self.conn.notifies(timeout=max(0.0, until - monotonic()), stop_after=1))
                others = [one.payload for one in told if one.pid != self.conn.info.backend_pid]
                if str(center) in others or (others and center is None):
                    return True
                if not told:
                    return False
        except (psycopg.Error, DatabaseFailure):
            pass  # what is next asked of the server says so
        return super().wait(max(0.0, until - monotonic()), center)

    @contextmanager
    def alone(
        self, what: str, *, patience: float | None = None, waiting: Callable[[], None] | None = None
    ) -> Iterator[None]:
        """On a connection of its own, in a transaction that does nothing else: what stands between us and the server
        may give every transaction another connection."""
        with self._explaining(), connect(self.server) as conn:
            if not locked(conn, what, _NOTICED if patience is None else min(patience, _NOTICED)):
                if patience is not None and patience <= _NOTICED:
                    raise Occupied
                if waiting:
                    waiting()
                if not locked(conn, what, 0 if patience is None else patience - _NOTICED):
                    raise Occupied
            yield

    @contextmanager
    def making(self) -> Iterator[None]:
        """The transaction in which all tables are made: there is nothing to go back to before it."""
        with self._explaining(), self.conn.transaction():
            at_once(self.conn, "SELECT pg_advisory_xact_lock(:ours, :what)", lock("all"))
            yield

    def lists(self, number: str) -> bool:
        return self.by_login and bool(self.number("SELECT CASE WHEN listed(:number) THEN 1 ELSE 0 END", number=number))

    def name_fingerprint(self, fingerprint: bytes) -> None:
        if self.by_login:
            self.run("SELECT set_config('qvax.left', :it, true)", it=fingerprint.hex())

    def let_in(self, name: str, role: str) -> None:
        logins.let_in(self, name, role)

    def shut_out(self, name: str) -> None:
        logins.shut_out(self, name)

    @contextmanager
    def filling(self) -> Iterator[None]:
        tables = [
            row["name"]
            for row in self.all("SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()")
        ]
        self._control(*(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables))
        yield
        self._control(*(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables))

    def fill(self, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        columns = sql.SQL(", ").join(map(sql.Identifier, names))
        self._catch_up()
        command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
        with self._explaining(), self.conn.cursor() as cursor:
            with cursor.copy(command) as copy:
                for row in rows:
                    copy.write_row(row)
            if "id" in names:  # nobody else adds any meanwhile: the caller holds the write lock
                last = sql.SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), max(id)) FROM {}")
                cursor.execute(last.format(sql.Literal(table), sql.Identifier(table)))

    def give_way(self) -> None:
        """The server lets everybody in, in the order in which they came."""

    def expect_many_rows(self) -> None:
        """The server decides what it keeps in memory."""

    def size(self) -> int:
        return self.number("SELECT pg_database_size(current_database())")

    def facts(self) -> Iterable[tuple[str, str]]:
        from qvax_cli.store.postgresql.facts import facts

        return facts(self)

    def check(self) -> list[str]:
        return [f"{part} is missing" for part in schema.missing_parts(self)]

    def optimise(self) -> None:
        self.run("ANALYZE")

    def wipe(self, patience: float = 5.0) -> bool:  # noqa: ARG002
        """What was erased leaves the tables; what the server keeps elsewhere (its log, standbys, archives) is beyond
        us: docs/how-to/postgresql.md."""
        self.run(f"VACUUM {', '.join(schema.PERSONAL)}")
        return True

    def pieces(self) -> Iterator[bytes]:
        from qvax_cli.store.postgresql.dump import dumped

        return dumped(self.server)

    def close(self) -> None:
        self.conn.close()

    @cached_property
    def _is_told(self) -> bool:
        """Whether the server tells this connection of changes, from now on: not where a pooler stands between, which
        gives it to others in between."""
        if is_shared_out(self.conn):
            return False
        self._control(f"LISTEN {_CHANGED}")
        return True

    @property
    def _in_transaction(self) -> bool:
        return self.conn.info.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)

    def _begin(self, patience: float) -> None:
        if self._in_transaction:
            raise RuntimeError("what has begun to read cannot begin to write: somebody may have written meanwhile")
        self._concerned.clear()
        self._unsent.clear()
        begin = f"""BEGIN; SET LOCAL lock_timeout = :patience; SELECT pg_advisory_xact_lock(:ours, :what);
                    SAVEPOINT {_WHOLE}; {_LOG_END}"""
        try:
            begun = at_once(self.conn, begin, {"patience": max(1, round(patience * 1000)), **lock("all")})
            self.ends = {"log": head_of(begun.fetchone())}  # others may have written
        except psycopg.Error as error:
            if self._in_transaction:
                self.conn.execute("ROLLBACK")
            raise explained(error, self.server, patience=patience) from error

    def _begin_reading(self) -> None:
        # The moment is chosen at the first statement.
        self._control("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "SELECT 1 FROM secrets")

    def _run(self, sql: str, values: Mapping[str, Any]) -> "psycopg.Cursor[NamedRow]":
        return self._execute(sql, values)

    def _execute(self, sql: str, values: Mapping[str, Any]) -> "psycopg.Cursor[NamedRow]":
        with self._explaining():
            if not self._unsent:
                return self.conn.execute(marked(sql), fitting(values))
            with self.conn.pipeline():
                self._send()
                return self.conn.execute(marked(sql), fitting(values))

    def _send(self) -> None:
        """Sends what `run` has left; whoever calls waits for it."""
        unsent, self._unsent = self._unsent, []
        cursor = self.conn.cursor()  # one for all: to make it takes a third of the time of a statement
        for statement, values in unsent:
            cursor.execute(statement, values)

    def _catch_up(self) -> None:
        if self._unsent:
            with self._explaining(), self.conn.pipeline():
                self._send()

    def _control(self, *statements: str) -> None:
        if statements[0].startswith("ROLLBACK"):
            self._unsent.clear()
        if statements == ("ROLLBACK",) and self._depth:  # or the server counts on
            statements = (f"ROLLBACK TO {_WHOLE}", _NUMBERS, "ROLLBACK")
        if statements == ("COMMIT",) and self._concerned:
            statements = (*(f"NOTIFY {_CHANGED}, '{center}'" for center in self._concerned), *_COMMITTED)
        with self._explaining(), self.conn.pipeline():
            self._send()
            done = [self.conn.execute(statement.encode(), prepare=False) for statement in statements]
        if "COMMIT" in statements and done[statements.index("COMMIT")].statusmessage != "COMMIT":
            raise DatabaseFailure(f"the database {self.server} has taken the change back", cause="database_failed")

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            raise (lost(self.server) if self.conn.broken else explained(error, self.server)) from error
