"""What a database says of itself."""

import sqlite3
from contextlib import closing
from pathlib import Path


def schema(path: Path) -> dict[str, str]:
    """The statement behind every table, index and trigger of ours, by name."""
    with closing(sqlite3.connect(path)) as conn:
        rows = conn.execute("SELECT name, sql FROM sqlite_master WHERE sql > ''").fetchall()
    return {name: " ".join(sql.split()) for name, sql in rows if not name.startswith(("_sqlite", "idx__sqlite"))}
