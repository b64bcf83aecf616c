"""The schema of SQLite, as the migrations that led to it. What must never happen is forbidden there, by the database.

A migration is a file of statements, or a module with `migrate`. Once released it is never edited.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from qvax_cli.errors import DatabaseFailure

#: In order: the first makes schema 1 of an empty database, the second schema 2 of that.
MIGRATIONS = (
    "m001_the_list",
    "m002_real_channels",
    "m003_cheaper_checks",
    "m004_standby",
    "m005_chain",
    "m006_lot",
    "m007_repeat",
    "m008_unasked",
    "m009_site",
    "m010_operators",
    "m011_told",
    "m012_by_name",
)
#: What `PRAGMA user_version` says of an up-to-date file.
SCHEMA_VERSION = len(MIGRATIONS)


class Connection(Protocol):
    """What a migration needs."""

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> sqlite3.Cursor: ...


def apply(conn: Connection, version: int) -> None:
    """Brings a database of that schema up to date, in the caller's transaction. DatabaseFailure.

    Nobody keeps the foreign keys meanwhile, so that a table that others refer to can be built anew (as
    sqlite.org/lang_altertable, 7, has it); they are looked at once at the end.
    """
    if version >= SCHEMA_VERSION:
        return
    for name in MIGRATIONS[version:]:
        _migrate(conn, name)
    if lost := conn.execute("PRAGMA foreign_key_check").fetchone():
        raise DatabaseFailure(
            f"the database cannot be brought up to date: a row of {lost[0]} refers to one of {lost[2]} that is missing",
            "it was left as it was; restore a backup: docs/how-to/restore.md",
            cause="database_damaged",
        )
    conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _migrate(conn: Connection, name: str) -> None:
    file = Path(__file__).with_name(f"{name}.sql")
    if file.exists():
        for statement in statements(file.read_text(encoding="utf-8")):
            conn.execute(statement)
    else:
        import_module(f"{__name__}.{name}").migrate(conn)


def statements(text: str) -> Iterator[str]:
    """The statements of a file, one by one: `executescript` would end the transaction."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
