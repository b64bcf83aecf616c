"""The tables on a server: whether they are ours, how they are made, and how those of an older qvax become today's."""

import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qvax_cli.errors import DatabaseFailure
from qvax_cli.store.migrations import SCHEMA_VERSION
from qvax_cli.store.postgresql.failures import missing

if TYPE_CHECKING:
    from qvax_cli.store.postgresql import PostgreSQL

#: The tables out of which people are erased.
PERSONAL = ("reservists", "windows", "repeats", "applications", "messages", "replies", "available", "withheld")
#: `NNN_NAME.sql` makes schema NNN of the one before. The first that was on a server is 9.
_MIGRATIONS = Path(__file__).with_name("migrations")
_FIRST = 9
_PART = re.compile(r"^CREATE (?:UNIQUE )?(TABLE|INDEX|FUNCTION|TRIGGER) (\w+)", re.MULTILINE)
_POLICY = re.compile(r"^CREATE (POLICY) (\w+ ON \w+)", re.MULTILINE)


def _text() -> str:
    return Path(__file__).parent.with_name("schema").joinpath("postgresql.sql").read_text("utf-8")


def expect_ours(db: "PostgreSQL") -> int:
    """The schema of the database, today's or one that can be brought up to date. DatabaseFailure for a database that is
    empty, of something else, or of another qvax."""
    found = _version(db)
    if found is None:
        raise _strange(db) if _tables(db) else missing(db.server)
    known = f"(schema {found}, this one knows {SCHEMA_VERSION})"
    if found > SCHEMA_VERSION:
        why = f"the database {db.server} was made by a newer qvax {known}"
        raise DatabaseFailure(why, "install the newer version on this machine too", cause="database_newer")
    if found < _FIRST:
        why = f"the database {db.server} was made by an older qvax {known}"
        raise DatabaseFailure(why, "use the version that made it", cause="database_older")
    return found


def bring_up_to_date(db: "PostgreSQL") -> None:
    """Makes today's tables of older ones, in the caller's transaction, which holds the lock: whoever comes later finds
    it done."""
    found = expect_ours(db)
    for file in sorted(_MIGRATIONS.glob("*.sql")):
        if int(file.name[:3]) > found:
            db.conn.execute(file.read_bytes())
    db.run("UPDATE qvax_schema SET version = :version", version=SCHEMA_VERSION)


def make(db: "PostgreSQL") -> None:
    """Makes the tables, in the caller's transaction. DatabaseFailure when something is there, or when text would be in
    another order than everywhere else."""
    if _version(db) is not None:
        raise DatabaseFailure(f"{db.server} exists already", "it was left as it is", cause="database_exists")
    if _tables(db):
        raise _strange(db)
    if not text_is_in_order(db):
        raise DatabaseFailure(
            f"the database {db.server} has an order of text of its own",
            "make another with the encoding UTF8 and the locale C",
            cause="database_unsuitable",
        )
    db.conn.execute(_text().encode())
    db.run("INSERT INTO qvax_schema (version) VALUES (:version)", version=SCHEMA_VERSION)
    db.run("INSERT INTO secrets (name, value) VALUES ('fingerprint', :key)", key=secrets.token_bytes(32))


def text_is_in_order(db: "PostgreSQL") -> bool:
    """Whether text comes in the order in which it comes in a file."""
    return db.number("SELECT CASE WHEN 'Z' < 'a' AND 'a b' < 'aa' AND 'f' < 'é' THEN 1 ELSE 0 END") == 1


def missing_parts(db: "PostgreSQL") -> Iterator[str]:
    """What is not there of that which the tables were made with: without a trigger nobody keeps its rule, and without a
    policy, or where it is switched off, a login opens more than its center."""
    rows = db.all(
        """SELECT 'TABLE' AS kind, relname AS name FROM pg_class WHERE relkind = 'r' AND pg_table_is_visible(oid)
           UNION ALL SELECT 'INDEX', relname FROM pg_class WHERE relkind = 'i' AND pg_table_is_visible(oid)
           UNION ALL SELECT 'FUNCTION', proname FROM pg_proc WHERE pg_function_is_visible(oid)
           UNION ALL SELECT 'TRIGGER', tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'
           UNION ALL SELECT 'POLICY', p.polname || ' ON ' || c.relname FROM pg_policy AS p
           JOIN pg_class AS c ON c.oid = p.polrelid WHERE c.relrowsecurity AND pg_table_is_visible(c.oid)"""
    )
    found = {(row["kind"], row["name"]) for row in rows}
    parts = [*_PART.findall(_text()), *_POLICY.findall(_text())]
    return (f"{kind.lower()} {name}" for kind, name in parts if (kind, name) not in found)


def _version(db: "PostgreSQL") -> int | None:
    """The schema of a database of ours; None when it is none."""
    if db.number("SELECT CASE WHEN to_regclass('qvax_schema') IS NULL THEN 0 ELSE 1 END"):
        return db.number("SELECT max(version) FROM qvax_schema")
    return None


def _tables(db: "PostgreSQL") -> int:
    """How many tables are there."""
    return db.number("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")


def _strange(db: "PostgreSQL") -> DatabaseFailure:
    return DatabaseFailure(f"{db.server} is the database of something else", cause="database_strange")
