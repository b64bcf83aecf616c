"""A database in a file, by SQLite: the one that a center has on its own machine."""

import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from io import FileIO
from pathlib import Path
from time import sleep
from typing import Any

from qvax_cli import files
from qvax_cli.errors import DatabaseFailure
from qvax_cli.ordinary import beginning
from qvax_cli.store.database import PATIENCE, Database, Upgraded, by_place
from qvax_cli.store.migrations import SCHEMA_VERSION, apply
from qvax_cli.store.sqlite_failures import KNOCK, explained, explaining, is_busy, stayed_busy, with_patience

#: "qvax" in ASCII: tells our files from other SQLite files.
APPLICATION_ID = 0x71766178
#: How a file of SQLite begins, and where it bears the number of who made it.
_FIRST_BYTES, _MAKER = b"SQLite format 3\0", slice(68, 72)
_PIECE = 1_000_000
#: How long whoever wants a database for itself waits for those who have it open (seconds).
_WHILE_OTHERS_END = 2


class SQLite(Database):
    """A connection to a file."""

    def __init__(self, conn: sqlite3.Connection, path: Path, operator: str, upgraded: Upgraded | None = None) -> None:
        super().__init__(operator)
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
        except sqlite3.Error as error:
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
        self._control(*("DROP TRIGGER " + row["name"] for row in triggers))
        yield
        self._control(*(row["sql"] for row in triggers))

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

    def copy_to(self, file: Path) -> None:
        with file.open("wb") as copy:
            copy.writelines(self.pieces())

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
        except sqlite3.Error as error:
            if not is_busy(error) or self.conn.in_transaction:
                raise explained(error, self.path) from error
        return with_patience(lambda: self.conn.execute(sql, values), self.path, PATIENCE)


def _carried_away(first: bytes) -> bytes:
    """The beginning of a file as of one that needs no log beside it."""
    return first[:18] + b"\1\1" + first[20:] if first.startswith(_FIRST_BYTES) else first


def open_file(path: Path, operator: str) -> SQLite:
    """The existing database at `path`, upgraded when an older qvax made it. DatabaseFailure otherwise."""
    if not _stands_at(path):
        raise DatabaseFailure(f"there is no database at {path}", cause="database_missing")
    with explaining(path):
        conn = _connect(path)
        try:
            before = _version(conn, path)
            _bring_up_to_date(conn, path, before)
        except BaseException:
            conn.close()
            raise
    return SQLite(conn, path, operator, upgraded=(before, SCHEMA_VERSION) if before < SCHEMA_VERSION else None)


def create_file(path: Path, operator: str) -> SQLite:
    """A new database at `path`, readable by its owner alone. DatabaseFailure if something is there already."""
    if _stands_at(path):
        found, _ = beginning(path, _MAKER.stop)
        ours = found.startswith(_FIRST_BYTES) and found[_MAKER] == APPLICATION_ID.to_bytes(4, "big")
        what = f"the database {path} exists already" if ours else f"the file {path} is not a database of qvax"
        raise DatabaseFailure(what, "it was left as it is", cause="database_exists")
    try:
        files.make_folder(path.parent)
        files.make_new(path)
    except OSError as error:
        why = f"the database {path} cannot be created: {error.strerror}"
        raise DatabaseFailure(why, "check the rights on its folder", cause="database_unreachable") from None
    try:
        with explaining(path):
            conn = _connect(path)
            # The log lets readers and one writer work side by side, and is kept as a property of the file.
            conn.execute("PRAGMA journal_mode = WAL")
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _upgrade(conn, path)
    except BaseException:
        path.unlink(missing_ok=True)  # a half-made file would stop the next `init`
        raise
    return SQLite(conn, path, operator)


def _stands_at(path: Path) -> bool:
    """Whether a file is there. DatabaseFailure where none can be.

    Nobody opens it to see: to close it again would end all locks that another thread holds on it (POSIX).
    """
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        if not path.is_symlink():
            return False
        reason = "it is a link that leads nowhere"
    except OSError as error:
        reason = error.strerror or type(error).__name__
    else:
        if stat.S_ISREG(kind):
            return True
        reason = "it is no ordinary file"
    why = f"there can be no database at {path}: {reason}"
    raise DatabaseFailure(why, "name another file", cause="database_unreachable")


@contextmanager
def to_oneself(path: Path) -> Iterator[None]:
    """Nobody else has the database open meanwhile, and all of it is in the one file. DatabaseFailure."""
    with explaining(path), closing(_connect(path)) as conn:
        conn.execute(f"PRAGMA busy_timeout = {1000 * _WHILE_OTHERS_END}")
        conn.execute("PRAGMA journal_mode = DELETE")  # which nobody can do who is not alone
        conn.execute("BEGIN EXCLUSIVE")
        yield


def _connect(path: Path) -> sqlite3.Connection:
    from urllib.parse import quote

    conn = sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        conn.row_factory = sqlite3.Row
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA secure_delete = ON")  # what was erased is gone from the file too (R7, R23)
        # FULL: a confirmation that left by mail must not be forgotten after a power cut. One fsync a commit.
        conn.execute("PRAGMA synchronous = FULL")
    except BaseException:
        conn.close()
        raise
    return conn


def _bring_up_to_date(conn: sqlite3.Connection, path: Path, version: int) -> None:
    if version < SCHEMA_VERSION:
        _upgrade(conn, path)
        version = _version(conn, path)
    if version > SCHEMA_VERSION:
        raise DatabaseFailure(
            f"the database {path} was made by a newer qvax (schema {version}, this one knows {SCHEMA_VERSION})",
            "install the newer version on this machine too",
            cause="database_newer",
        )
    if conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        conn.execute("PRAGMA journal_mode = WAL")  # a restored backup


def _version(conn: sqlite3.Connection, path: Path) -> int:
    if conn.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise DatabaseFailure(f"the file {path} is not a database of qvax", cause="database_strange")
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def _upgrade(conn: sqlite3.Connection, path: Path) -> None:
    """Several processes may do this at once: whoever comes later finds it done."""
    conn.execute("PRAGMA foreign_keys = OFF")  # which has no effect once a transaction has begun
    conn.execute("BEGIN IMMEDIATE")
    try:
        apply(conn, _version(conn, path))
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
    finally:
        conn.execute("PRAGMA foreign_keys = ON")
