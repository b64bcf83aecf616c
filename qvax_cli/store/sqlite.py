"""A database in a file, by SQLite: the one that a center has on its own machine."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from io import FileIO
from pathlib import Path
from time import sleep
from typing import Any

from qvax_cli import files
from qvax_cli.store.database import PATIENCE, Database, Upgraded
from qvax_cli.store.rows import by_place
from qvax_cli.store.sqlite_failures import (
    KNOCK,
    errors,
    explained,
    explaining,
    is_busy,
    stayed_busy,
    with_patience,
)

#: How a file of SQLite begins that is not encrypted.
FIRST_BYTES = b"SQLite format 3\0"
_PIECE = 1_000_000


class SQLite(Database):
    """A connection to a file."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        path: Path,
        operator: str,
        upgraded: Upgraded | None = None,
        *,
        encrypted: bool = False,
    ) -> None:
        super().__init__(operator)
        self.encrypted = encrypted
        self.upgraded = upgraded
        self.conn = conn
        self.path = path
        self._read: list[FileIO] = []
        conn.execute("PRAGMA busy_timeout = 0")  # from now on `with_patience` waits, which is fairer

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        with explaining(self.path):
            return self.conn.executemany(sql, rows).rowcount

    def stream(self, sql: str, **values: Any) -> Iterator[tuple[Any, ...]]:
        cursor = self.conn.cursor()
        cursor.row_factory = None  # names are looked up nowhere
        try:
            yield from cursor.execute(*by_place(sql, values))
        except errors() as error:
            raise explained(error, self.path) from error

    def version(self) -> int:
        return self.number("PRAGMA data_version")

    def alone(
        self, what: str, *, patience: float | None = None, waiting: Callable[[], None] | None = None
    ) -> AbstractContextManager[None]:
        lock = self.path.with_name(f"{self.path.name}-{what}")
        return files.alone(lock, patience=patience, waiting=waiting)

    @contextmanager
    def filling(self) -> Iterator[None]:
        triggers = self.all("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        with explaining(self.path):
            for row in triggers:
                self.conn.execute("DROP TRIGGER " + row["name"])
        yield
        with explaining(self.path):
            for row in triggers:
                self.conn.execute(row["sql"])

    def give_way(self) -> None:
        sleep(3 * KNOCK)

    def expect_many_rows(self) -> None:
        self.run("PRAGMA cache_size = -65536")  # KiB: pages that are written to again and again stay in memory

    def size(self) -> int:
        return self.path.stat().st_size

    def check(self) -> list[str]:
        from qvax_cli.store.sqlite_parts import unlike_ours

        damaged = [text for (text,) in self.all("PRAGMA quick_check(3)") if text != "ok"]
        strays = self.all("PRAGMA foreign_key_check")
        lost = [f"a row of {row['table']} refers to one that is missing" for row in strays]
        return damaged + lost + unlike_ours(self.conn)

    def optimise(self) -> None:
        self.run("PRAGMA analysis_limit = 1000")  # a sample of each index is enough, and takes no time under the lock
        with self.write():  # by itself it would read first and then find the lock taken, without waiting for it
            self.run("PRAGMA optimize")

    def wipe(self, patience: float = 5.0) -> bool:
        """In the file it is overwritten at once (`secure_delete`); the log beside the file still holds it."""
        waited = 0.0
        while self.number("PRAGMA wal_checkpoint(TRUNCATE)"):
            if waited >= patience:
                return False
            sleep(KNOCK)
            waited += KNOCK
        return True

    def pieces(self) -> Iterator[bytes]:
        """Those of the file itself. As long as somebody reads who began with an empty log, nobody folds the log into
        the file; others go on writing, into the log."""
        file = self.path.open("rb", buffering=0)
        # Closed after the connection: to close a file ends all locks that a process holds on it (POSIX).
        self._read.append(file)
        log = self.path.with_name(f"{self.path.name}-wal")
        waited = 0.0
        while waited < PATIENCE:
            self.number("PRAGMA wal_checkpoint(TRUNCATE)")
            with self.read():
                if not log.exists() or log.stat().st_size == 0:
                    yield _carried_away(file.read(_PIECE))
                    yield from iter(partial(file.read, _PIECE), b"")
                    return
            sleep(KNOCK)
            waited += KNOCK
        raise stayed_busy(self.path, PATIENCE)

    def close(self) -> None:
        self.conn.close()
        for file in self._read:
            file.close()

    @property
    def _in_transaction(self) -> bool:
        return self.conn.in_transaction

    def _begin(self, patience: float) -> None:
        if self.conn.in_transaction:
            raise RuntimeError("what has begun to read cannot begin to write: somebody may have written meanwhile")
        with_patience(lambda: self.conn.execute("BEGIN IMMEDIATE"), self.path, patience)

    def _begin_reading(self) -> None:
        self._execute("BEGIN", {})
        # The moment is chosen at the first statement.
        with_patience(lambda: self.conn.execute("SELECT 1 FROM secrets").fetchall(), self.path, PATIENCE)

    def _execute(self, sql: str, values: Mapping[str, Any]) -> sqlite3.Cursor:
        try:
            return self.conn.execute(sql, values)
        except errors() as error:
            if not is_busy(error) or self.conn.in_transaction:
                raise explained(error, self.path) from error
        return with_patience(lambda: self.conn.execute(sql, values), self.path, PATIENCE)


def _carried_away(first: bytes) -> bytes:
    """The beginning of a file as of one that needs no log beside it."""
    return first[:18] + b"\1\1" + first[20:] if first.startswith(FIRST_BYTES) else first
