"""All rows of a database into another that is empty: as they are, with their ids, and the log with its chain."""

import re
from pathlib import Path

from qvax_cli.errors import DatabaseFailure
from qvax_cli.store.database import Database

_SCHEMA = Path(__file__).with_name("schema") / "postgresql.sql"


def copy(source: Database, target: Database) -> dict[str, int]:
    """Puts all rows of the source into a target that was just made, in the caller's transactions; how many each table
    has. DatabaseFailure when they are not all there afterwards."""
    target.run("DELETE FROM secrets")  # it was made with one of its own
    tables = _tables()
    with target.filling():
        for table in tables:
            row = source.one("SELECT * FROM " + table + " LIMIT 1")
            if row is not None:
                names = row.keys()
                target.fill(table, names, source.stream("SELECT " + ", ".join(names) + " FROM " + table))
    here, there = ({table: db.number("SELECT count(*) FROM " + table) for table in tables} for db in (source, target))
    if lost := ", ".join(table for table in tables if here[table] != there[table]):
        raise DatabaseFailure(f"not all rows have arrived: {lost}", "nothing was moved", cause="database_failed")
    return there


def _tables() -> list[str]:
    """The tables that every database has, each after those that it refers to."""
    found = re.findall(r"^CREATE TABLE (\w+)", _SCHEMA.read_text("utf-8"), re.MULTILINE)
    return [table for table in found if table != "qvax_schema"]
