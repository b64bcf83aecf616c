"""The file of a database on SQLite: made, opened with or without a key, and brought up to date."""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from qvax_cli import files
from qvax_cli.errors import DatabaseFailure
from qvax_cli.ordinary import beginning
from qvax_cli.store.database import PATIENCE, Key, no_key
from qvax_cli.store.migrations import SCHEMA_VERSION, apply
from qvax_cli.store.sqlite import FIRST_BYTES, SQLite
from qvax_cli.store.sqlite_failures import errors, explained, explaining, is_busy, is_none_of_ours

#: "qvax" in ASCII: tells our files from other SQLite files.
APPLICATION_ID = 0x71766178
#: Where a file of SQLite bears the number of who made it.
_MAKER = slice(68, 72)
#: How long whoever wants a database for itself waits for those who have it open (seconds).
_WHILE_OTHERS_END = 2


def open_file(path: Path, operator: str, key: Key = no_key) -> SQLite:
    """The existing database at `path`, upgraded when an older qvax made it; `key` is asked for where it is encrypted.
    DatabaseFailure otherwise, Misconfigured."""
    if not _stands_at(path):
        raise DatabaseFailure(f"there is no database at {path}", cause="database_missing")
    with explaining(path):
        conn, encrypted = _opened(path, key)
        try:
            before = _version(conn, path)
            _bring_up_to_date(conn, path, before)
        except BaseException:
            conn.close()
            raise
    upgraded = (before, SCHEMA_VERSION) if before < SCHEMA_VERSION else None
    return SQLite(conn, path, operator, upgraded, encrypted=encrypted)


def create_file(path: Path, operator: str, key: str | None = None) -> SQLite:
    """A new database at `path`, readable by its owner alone, encrypted if there is a key. DatabaseFailure if something
    is there already."""
    if _stands_at(path):
        found, _ = beginning(path, _MAKER.stop)
        ours = found.startswith(FIRST_BYTES) and found[_MAKER] == APPLICATION_ID.to_bytes(4, "big")
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
            conn = _connect(path, key)
            # The log lets readers and one writer work side by side, and is kept as a property of the file.
            conn.execute("PRAGMA journal_mode = WAL")
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _upgrade(conn, path)
    except BaseException:
        path.unlink(missing_ok=True)  # a half-made file would stop the next `init`
        raise
    return SQLite(conn, path, operator, encrypted=key is not None)


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
def to_oneself(path: Path, key: Key) -> Iterator[None]:
    """Nobody else has the database open meanwhile, and all of it is in the one file. DatabaseFailure."""
    with _alone_with(path), closing(_opened(path, key)[0]) as conn:
        conn.execute(f"PRAGMA busy_timeout = {1000 * _WHILE_OTHERS_END}")
        conn.execute("PRAGMA journal_mode = DELETE")  # which nobody can do who is not alone
        conn.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def encrypted_copy(path: Path, copy: Path, key: str) -> Iterator[None]:
    """All of a plain database stands in `copy`, encrypted, and nobody else can open it until the context ends."""
    from qvax_cli.store import sqlite_cipher

    with _alone_with(path), sqlite_cipher.exported(path, copy, key, _WHILE_OTHERS_END):
        yield


@contextmanager
def _alone_with(path: Path) -> Iterator[None]:
    """That others stand in the way is no matter of waiting here."""
    try:
        yield
    except errors() as error:
        if not is_busy(error):
            raise explained(error, path) from error
        hint = "end them first: cron, qvax poll --watch, qvax serve"
        raise DatabaseFailure(f"others have the database {path} open", hint, cause="database_busy") from error


def _opened(path: Path, key: Key) -> tuple[sqlite3.Connection, bool]:
    """A connection, and whether the file is encrypted: that shows when SQLite finds no database in it."""
    try:
        conn = _connect(path)
        try:
            conn.execute("PRAGMA application_id")
        except BaseException:
            conn.close()
            raise
        return conn, False
    except errors() as error:
        from qvax_cli.store import sqlite_cipher

        if not is_none_of_ours(error) or not sqlite_cipher.may_be_encrypted(path):
            raise
    return _connect(path, key()), True


def _connect(path: Path, key: str | None = None) -> sqlite3.Connection:
    from urllib.parse import quote

    if key is None:
        conn = sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None)
        conn.row_factory = sqlite3.Row
    else:
        from qvax_cli.store import sqlite_cipher

        conn = sqlite_cipher.connect(path, key, PATIENCE)
    try:
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
