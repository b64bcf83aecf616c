"""What is worth knowing of a server: what it is, who follows it, and whether one may do there what has to be done."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qvax_cli.store.operators import at_work
from qvax_cli.store.postgresql.schema import text_is_in_order

if TYPE_CHECKING:
    from qvax_cli.store.postgresql import PostgreSQL


def facts(db: "PostgreSQL") -> Iterator[tuple[str, str]]:
    """Each with its state, as `doctor` shows it: "ok", "note" or "wrong"."""
    row = db.row(
        """SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding,
                  datcollate AS collation, pg_is_in_recovery() AS follows,
                  coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 0) AS behind
           FROM pg_database WHERE datname = current_database()"""
    )
    yield "ok", f"PostgreSQL {row['version']}, {row['encoding']}, text in the order of {row['collation']}"
    if not text_is_in_order(db):
        yield "wrong", "text comes in an order of its own: restore a backup into a database with the locale C"
    if row["follows"]:
        yield "note", f"it follows another server and takes no changes; its newest is {row['behind']:.0f} s old"
    else:
        yield from _followers(db)
    mine = at_work(db) if db.by_login else None
    if mine is None or mine.role is None:  # an operator's login may do what their role needs, and no more
        yield from _rights(db)


def _followers(db: "PostgreSQL") -> Iterator[tuple[str, str]]:
    row = db.row(
        """SELECT count(*) AS number, coalesce(extract(epoch FROM max(replay_lag)), 0) AS behind,
                  current_setting('synchronous_standby_names') AS wanted
           FROM pg_stat_replication"""
    )
    if row["number"]:
        late = row["behind"] > 10
        yield "note" if late else "ok", f"standby servers that follow it: {row['number']}, {row['behind']:.0f} s behind"
    elif row["wanted"]:
        yield "wrong", "no standby follows it, and nothing is done before one has it"


def _rights(db: "PostgreSQL") -> Iterator[tuple[str, str]]:
    rows = db.all(
        """SELECT c.relname AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
           WHERE c.relkind = 'r' AND n.nspname = current_schema()
             AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
                      AND has_table_privilege(c.oid, 'UPDATE'))
           ORDER BY c.relname"""
    )
    if rows:
        yield "wrong", f"this user may not read and change {', '.join(row['name'] for row in rows)}"
