"""A database in an encrypted file, by SQLCipher; the one module that knows it (extra `qvax[cipher]`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from qvax_cli.errors import DatabaseFailure, Misconfigured
from qvax_cli.store.sqlite_failures import errors

_PAGE = 4096


def connect(path: Path, key: str, patience: float) -> sqlite3.Connection:
    """A connection to an encrypted file; patience: how long it waits for others (seconds).

    key: 64 hexadecimal digits. Nothing is derived from it, which would cost each command a tenth of a second.
    DatabaseFailure when it is not the key of this file.
    """
    conn = _connected(path, patience)
    try:
        conn.execute("PRAGMA cipher_log_level = NONE")  # or it writes to stderr by itself
        conn.execute(f"PRAGMA key = \"x'{key}'\"")
        conn.execute("PRAGMA application_id").fetchone()
    except errors():
        conn.close()
        raise DatabaseFailure(
            f"the key that is set does not open the database {path}, or that is damaged",
            "look for the right key; without it nobody can open the database",
            cause="database_key",
        ) from None
    return cast(sqlite3.Connection, conn)


def may_be_encrypted(path: Path) -> bool:
    """Whether a file that is no plain database can be an encrypted one, which looks like nothing at all."""
    size = path.stat().st_size
    return size > 0 and size % _PAGE == 0


@contextmanager
def exported(path: Path, copy: Path, key: str, patience: float) -> Iterator[None]:
    """Everything that a plain database holds stands in `copy`, an empty file, encrypted; until the context ends nobody
    else can open the plain one. DatabaseFailure when somebody has it open."""
    with closing(_connected(path, patience)) as conn:
        conn.execute("PRAGMA cipher_log_level = NONE")
        conn.execute("PRAGMA journal_mode = DELETE")  # which nobody can do who is not alone
        conn.execute(f"ATTACH ? AS encrypted KEY \"x'{key}'\"", (str(copy),))
        conn.execute("PRAGMA main.locking_mode = EXCLUSIVE")
        conn.execute("BEGIN EXCLUSIVE")
        conn.execute("SELECT sqlcipher_export('encrypted')").fetchone()
        for name in ("application_id", "user_version"):
            number = int(conn.execute(f"PRAGMA main.{name}").fetchone()[0])
            conn.execute(f"PRAGMA encrypted.{name} = {number}")
        conn.execute("COMMIT")
        yield


def _connected(path: Path, patience: float) -> Any:
    try:
        from sqlcipher3 import dbapi2
    except ModuleNotFoundError:
        raise Misconfigured(
            "an encrypted database needs an extra that is not installed", "install it with: pip install 'qvax[cipher]'"
        ) from None
    conn = dbapi2.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=patience, isolation_level=None)
    conn.row_factory = dbapi2.Row
    return conn
