"""The locks of the server, each with what begins the transaction that holds it, in one message."""

from collections.abc import Mapping
from typing import Any

import psycopg

from qvax_cli.store.postgresql.markers import marked
from qvax_cli.store.postgresql.values import fitting

#: What is locked, by number. All that qvax locks begins with the same one: "qvax" in ASCII.
_OURS = 0x71766178
_LOCKS = {"all": 1, "hand-over": 3, "handoff": 4}


def lock(what: str) -> dict[str, int]:
    """The two numbers of a lock, as statements name them."""
    return {"ours": _OURS, "what": _LOCKS[what]}


def at_once(conn: "psycopg.Connection[Any]", statements: str, values: Mapping[str, Any]) -> "psycopg.Cursor[Any]":
    """Runs several statements that are one message: their values stand in their text. What the last one has found."""
    cursor = psycopg.ClientCursor(conn).execute(marked(statements), fitting(values))
    while cursor.nextset():
        pass
    return cursor


def locked(conn: "psycopg.Connection[Any]", what: str, patience: float) -> bool:
    """Whether the lock came within so many seconds (0 for any number); then the transaction that has begun holds it."""
    begin = """BEGIN; SET LOCAL lock_timeout = :patience; SET LOCAL idle_in_transaction_session_timeout = 0;
               SELECT pg_advisory_xact_lock(:ours, :what)"""
    try:
        at_once(conn, begin, {"patience": round(patience * 1000), **lock(what)})
    except psycopg.errors.LockNotAvailable:
        conn.execute("ROLLBACK")
        return False
    return True
