"""The logins of operators on a server: a role each, that may do what their work needs and sees its center alone."""

from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from qvax_cli.errors import Refused

if TYPE_CHECKING:
    from qvax_cli.store.postgresql import PostgreSQL

#: What an operator's work changes, row by row as the policies let them, and what it takes out; the log only grows.
_CHANGED = ("reservists", "offers", "rounds", "past_answers", "messages", "attempts", "replies")
_TAKEN_OUT = (
    "windows",
    "available",
    "repeats",
    "page_links",
    "visits",
    "withheld",
    "handoffs",
    "exclusions",
    "troubles",
)
#: Of an invitation: not for which offer it is, which may be another center's, nor for whom.
_OF_AN_INVITATION = (
    *("rank", "state", "occasion", "asked_at", "sent_at", "expires_at"),
    *("answer", "answered_at", "settled_at"),
)


def of(db: "PostgreSQL") -> str:
    """The login of whoever is at work, where the policies bind it; "" for the owner of the tables, and for whoever was
    given BYPASSRLS."""
    row = db.one(
        """SELECT CASE WHEN r.rolbypassrls OR pg_has_role(r.oid, c.relowner, 'MEMBER') THEN '' ELSE session_user END
                  AS login
           FROM pg_class AS c, pg_roles AS r
           WHERE c.oid = CAST('operators' AS regclass) AND r.rolname = session_user"""
    )
    return str(row["login"]) if row else ""


def let_in(db: "PostgreSQL", name: str, role: str) -> None:
    """Makes the login, without a password, or gives one that is there its rights. Refused where the user of this
    connection may not, and where a login could put functions of its own among those that look further."""
    try:
        with db.conn.transaction():
            _grant(db, name, role)
    except psycopg.errors.InsufficientPrivilege:
        raise Refused(
            f"the user of this connection may not make the login {name}",
            "whoever looks after the server does it, or lets this user make roles",
            cause="database_denied",
        ) from None
    if db.number("SELECT CASE WHEN has_schema_privilege(:name, 'public', 'CREATE') THEN 1 ELSE 0 END", name=name):
        raise Refused(
            "everybody may create things in the schema public of this database, so no login is safe there",
            "its owner says: REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            cause="database_denied",
        )


def shut_out(db: "PostgreSQL", name: str) -> None:
    """Takes from the login, if there is one, all that it was given: whoever looks after the server can drop it then."""
    row = db.one(
        """SELECT r.rolname FROM pg_roles AS r, pg_class AS c WHERE lower(r.rolname) = lower(:name)
           AND c.oid = CAST('operators' AS regclass) AND NOT pg_has_role(r.oid, c.relowner, 'MEMBER')""",
        name=name,
    )
    if row is not None and not db.by_login:
        login = sql.Identifier(row["rolname"])
        for what in ("ALL TABLES IN SCHEMA public", "SCHEMA public"):
            db.conn.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(sql.SQL(what), login))


def _grant(db: "PostgreSQL", name: str, role: str) -> None:
    login = sql.Identifier(name)
    statements = [
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(login),
        sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}").format(login),
        sql.SQL("GRANT INSERT ON events TO {}").format(login),
    ]
    if role != "auditor":
        for rights, names in (
            ("GRANT INSERT, UPDATE ON {} TO {}", _CHANGED),
            ("GRANT INSERT, UPDATE, DELETE ON {} TO {}", _TAKEN_OUT),
            ("GRANT INSERT, UPDATE ({}) ON invitations TO {}", _OF_AN_INVITATION),
        ):
            statements.append(sql.SQL(rights).format(sql.SQL(", ").join(map(sql.Identifier, names)), login))
    if not db.number("SELECT count(*) FROM pg_roles WHERE rolname = :name", name=name):
        statements.insert(0, sql.SQL("CREATE ROLE {} LOGIN").format(login))
    for statement in statements:
        db.conn.execute(statement)
