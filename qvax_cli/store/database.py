"""Opens the database, and writes to it in transactions that take their lock at once."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

from qvax_cli.errors import DatabaseFailure

#: "qvax" in ASCII: tells our files from other SQLite files.
APPLICATION_ID = 0x71766178
#: The number of migrations in store/migrations.py; `PRAGMA user_version` of an up-to-date file.
SCHEMA_VERSION = 3
#: How long a writer waits for the others (seconds) before it gives up as "busy".
PATIENCE = 30.0
#: How long it sleeps between two tries.
_KNOCK = 0.003


class Database:
    """One connection, and who is using it (for the log, R24)."""

    def __init__(self, conn: sqlite3.Connection, path: Path, operator: str) -> None:
        self.conn = conn
        self.path = path
        self.operator = operator

    @contextmanager
    def write(self, *, dry_run: bool = False) -> Iterator[None]:
        """A transaction holding the write lock from its first statement: what it reads stays true until it
        ends. Rolled back on any exception, and at the end of a `dry_run`."""
        try:
            self._begin()
        except sqlite3.Error as error:
            raise explained(error, self.path) from None
        try:
            yield
            self.conn.execute("ROLLBACK" if dry_run else "COMMIT")
        except BaseException:
            if self.conn.in_transaction:
                self.conn.execute("ROLLBACK")
            raise

    def _begin(self) -> None:
        """Takes the write lock, waiting for it with patience. SQLite itself would wait ever longer between two tries,
        and a process that writes one transaction after the other would hardly ever let anybody else in."""
        self.conn.execute("PRAGMA busy_timeout = 0")
        try:
            for _ in range(int(PATIENCE / _KNOCK)):
                try:
                    self.conn.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as error:
                    if "locked" not in str(error):
                        raise
                sleep(_KNOCK)
            self.conn.execute("BEGIN IMMEDIATE")
        finally:
            self.conn.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")

    def give_way(self) -> None:
        """Lets those in who wait for the write lock; for work that takes it again and again."""
        sleep(3 * _KNOCK)

    @contextmanager
    def read(self) -> Iterator[None]:
        """Several reads that see one and the same moment."""
        self.conn.execute("BEGIN")
        try:
            yield
        finally:
            self.conn.execute("ROLLBACK")

    def one(self, sql: str, **values: Any) -> sqlite3.Row | None:
        """The first row, or None."""
        row: sqlite3.Row | None = self.conn.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, **values: Any) -> list[sqlite3.Row]:
        """All rows."""
        return self.conn.execute(sql, values).fetchall()

    def number(self, sql: str, **values: Any) -> int:
        """The one number that a query returns."""
        return int(self.conn.execute(sql, values).fetchone()[0])

    def run(self, sql: str, **values: Any) -> int:
        """Runs a statement; how many rows it changed."""
        return self.conn.execute(sql, values).rowcount

    def run_for(self, sql: str, values: Sequence[Any]) -> int:
        """Runs a statement that ends with `IN` for these values, at most some thousands; how many rows it changed."""
        if not values:
            return 0
        return self.conn.execute(f"{sql} {places(values)}", values).rowcount

    def version(self) -> int:
        """Another number after every change that somebody else has committed."""
        return self.number("PRAGMA data_version")

    def make_room(self) -> None:
        """Prepares for work on very many rows: pages that are written to again and again stay in memory."""
        self.conn.execute("PRAGMA cache_size = -65536")  # in KiB

    def close(self) -> None:
        self.conn.close()


def places(values: Sized) -> str:
    """What stands behind `IN` for so many values: (?, ?, ?)."""
    return f"({', '.join('?' * len(values))})"


def texts(names: Iterable[str]) -> str:
    """Names that stand in the code, as a list of SQL: ('queued', 'sent')."""
    return "(" + ", ".join(f"'{name}'" for name in names) + ")"


def open_database(path: Path, operator: str) -> Database:
    """The existing database at `path`, upgraded when an older qvax made it. DatabaseFailure otherwise."""
    try:
        missing = not path.exists()
    except OSError as error:
        reason = f"the database {path} cannot be reached: {error.strerror}"
        raise DatabaseFailure(reason, "check the rights on its folder") from None
    if missing:
        raise DatabaseFailure(
            f"there is no database at {path}", "create it with: qvax init (or name another with --db PATH)"
        )
    conn = _connect(path)
    try:
        _bring_up_to_date(conn, path)
    except BaseException:
        conn.close()
        raise
    return Database(conn, path, operator)


def _bring_up_to_date(conn: sqlite3.Connection, path: Path) -> None:
    version = _version(conn, path)
    if version > SCHEMA_VERSION:
        raise DatabaseFailure(
            f"the database {path} was made by a newer qvax (schema {version}, this one knows {SCHEMA_VERSION})",
            "install the newer qvax on this machine too",
        )
    if version < SCHEMA_VERSION:
        from qvax_cli.store.migrations import upgrade

        upgrade(conn)
    if conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        conn.execute("PRAGMA journal_mode = WAL")  # a restored backup


def create_database(path: Path, operator: str) -> Database:
    """A new database at `path`, readable by its owner alone. DatabaseFailure if something is there already."""
    from qvax_cli.store.migrations import upgrade

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise DatabaseFailure(
            f"{path} exists already", "it was left as it is; name another file with --db PATH"
        ) from None
    except OSError as error:
        raise DatabaseFailure(f"{path} cannot be created: {error.strerror}") from None
    try:
        conn = _connect(path)
        # The log lets readers and one writer work side by side, and is kept as a property of the file.
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        upgrade(conn)
    except BaseException:
        path.unlink(missing_ok=True)  # a half-made file would stop the next `init`
        raise
    return Database(conn, path, operator)


def _connect(path: Path) -> sqlite3.Connection:
    from urllib.parse import quote

    try:
        conn = sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None)
    except sqlite3.Error as error:
        raise explained(error, path) from None
    try:
        conn.row_factory = sqlite3.Row
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA secure_delete = ON")  # what was erased is gone from the file too (R7, R23)
        # FULL: a confirmation that left by mail must not be forgotten after a power cut. One fsync a commit.
        conn.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error as error:
        conn.close()
        raise explained(error, path) from None
    return conn


def _version(conn: sqlite3.Connection, path: Path) -> int:
    try:
        application = conn.execute("PRAGMA application_id").fetchone()[0]
        version = int(conn.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as error:
        raise explained(error, path) from None
    if application != APPLICATION_ID:
        raise DatabaseFailure(f"{path} is not a qvax database", "create one with: qvax --db PATH init")
    return version


def explained(error: sqlite3.Error, path: Path | None) -> DatabaseFailure:
    """The failure to show for an error of SQLite, without the statement or the values it was about."""
    text = str(error)
    file = f"the database {path}" if path else "the database"
    if "locked" in text or "busy" in text:
        return DatabaseFailure(
            f"{file} stayed busy for {PATIENCE:.0f} seconds", "nothing was changed; try again in a moment"
        )
    if "readonly" in text:
        return DatabaseFailure(f"{file} cannot be written to", "check the rights on the file and its folder")
    if "not a database" in text or "malformed" in text:
        return DatabaseFailure(f"{file} is damaged or no database at all", "restore it from a backup")
    if "unable to open" in text:
        return DatabaseFailure(f"{file} cannot be opened", "check the path and the rights on its folder")
    if "full" in text or "disk I/O" in text:
        return DatabaseFailure(f"{file} cannot be written: the disk is full or failing", "free some space")
    return DatabaseFailure(f"{file} does not answer as it should", "run: qvax doctor")
