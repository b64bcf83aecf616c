"""What a file is made of, beside what the migrations make: without a trigger nobody keeps its rule."""

import sqlite3
from contextlib import closing

from qvax_cli.store.migrations import apply


def unlike_ours(conn: sqlite3.Connection) -> list[str]:
    """What is not as the migrations have made it, in words."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        apply(made, 0)
        ours = _parts(made)
    found = _parts(conn)
    return [f"{part} is {'not ours' if part in found else 'missing'}" for part in ours if found.get(part) != ours[part]]


def _parts(conn: sqlite3.Connection) -> dict[str, object]:
    """What a schema is made of, by kind and name."""
    from sqlite_utils import Database as Tables

    tables = Tables(conn, execute_plugins=False)
    return {
        **{f"table {table.name}": _plain(table.schema) for table in tables.tables},
        **{f"index {one.name}": (one.columns, one.unique) for table in tables.tables for one in table.indexes},
        **{f"trigger {trigger.name}": _plain(trigger.sql) for trigger in tables.triggers},
    }


def _plain(sql: str) -> str:
    """Quotes and spaces depend on the version of SQLite that has written the text."""
    return " ".join(sql.replace('"', "").split())
