"""Puts an encrypted database in the place of a plain one."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from io import FileIO
from pathlib import Path

from qvax_cli.errors import DatabaseFailure, Refused
from qvax_cli.files import draft_of, whole
from qvax_cli.store import encrypted_copy, open_database
from qvax_cli.store.operators import allowed

_PIECE = bytes(1_000_000)


def encrypt(database: Path, key: Callable[[], str], key_for_new: Callable[[], str], operator: str) -> bool:
    """Encrypts a database where it is; whether what the plain one held could then be overwritten on the disk. However
    it ends, there is one whole database in the place, plain or encrypted. key: that of one that is encrypted already;
    key_for_new: makes one if need be, asked only for a plain one and whoever may.

    Refused when it is encrypted already; DatabaseFailure when somebody has it open, or the copy is not whole.
    """
    db = open_database(database, operator, key)
    try:
        allowed(db, "replace the database")
        encrypted = db.encrypted
    finally:
        db.close()
    if encrypted:
        raise Refused(f"the database {database} is encrypted already", "there is nothing to do", cause="is_encrypted")
    new_key, draft = key_for_new(), draft_of(database)
    with database.open("r+b", buffering=0) as plain:
        # Held until the name has changed: whatever is written to the plain one from now on would be lost.
        with ExitStack() as held, whole(database, draft=draft, named=True):
            held.enter_context(encrypted_copy(database, draft, new_key))
            _check(draft, new_key, operator)
        return _overwritten(plain)


def _check(draft: Path, key: str, operator: str) -> None:
    copy = open_database(draft, operator, lambda: key)
    try:
        damage = copy.check()
    finally:
        copy.close()
    if damage:
        raise DatabaseFailure(f"the encrypted copy is not whole: {damage[0]}", cause="database_failed")


def _overwritten(plain: FileIO) -> bool:
    """Whether what still lies on the disk under no name holds nothing any more."""
    try:
        left = os.fstat(plain.fileno()).st_size
        while left > 0:
            left -= plain.write(_PIECE[:left])
        os.fsync(plain.fileno())
    except OSError:
        return False
    return True
