"""The operators: who is at work here, in which role, for which center; and whether that lets them do something."""

from typing import NamedTuple

from qvax_cli.errors import Refused
from qvax_cli.rules.roles import may
from qvax_cli.store.database import Database
from qvax_cli.store.rows import columns, row_to


class Operator(NamedTuple):
    """Somebody who works with the list. center_id: None for all centers."""

    id: int
    name: str
    center_id: int | None
    role: str
    password_hash: str | None
    created_at: int


_COLUMNS = columns(Operator)
_operator = row_to(Operator)


class AtWork(NamedTuple):
    """The role of whoever is at work, None for somebody who is no operator; and the center that they are kept to."""

    role: str | None
    center_id: int | None


def every(db: Database) -> list[Operator]:
    """All operators, by name."""
    return [_operator(row) for row in db.all(f"SELECT {_COLUMNS} FROM operators ORDER BY lower(name)")]


def named(db: Database, name: str) -> Operator | None:
    """The operator of that name, in any case."""
    row = db.one(f"SELECT {_COLUMNS} FROM operators WHERE lower(name) = lower(:name)", name=name)
    return None if row is None else _operator(row)


def by_id(db: Database, operator_id: int) -> Operator | None:
    """The operator with this id, while they work here."""
    row = db.one(f"SELECT {_COLUMNS} FROM operators WHERE id = :id", id=operator_id)
    return None if row is None else _operator(row)


def add(db: Database, name: str, role: str, center_id: int | None, now: int) -> Operator:
    """One more operator."""
    row = db.row(
        f"""INSERT INTO operators (name, role, center_id, created_at) VALUES (:name, :role, :center_id, :now)
            RETURNING {_COLUMNS}""",
        name=name,
        role=role,
        center_id=center_id,
        now=now,
    )
    return _operator(row)


def set_password(db: Database, operator_id: int, password_hash: str) -> None:
    """With which password they log in from now on; of it only the hash."""
    db.run("UPDATE operators SET password_hash = :hash WHERE id = :id", hash=password_hash, id=operator_id)


def remove(db: Database, operator_id: int) -> None:
    """This one works here no more."""
    db.run("DELETE FROM operators WHERE id = :id", id=operator_id)


def at_work(db: Database) -> AtWork | None:
    """Who is at work; None while there is no operator, and for visitors of the site. Looked up once a transaction."""
    if db.visitors:
        return None
    if "at work" not in db.learned:
        row = db.one(
            """SELECT o.role, o.center_id FROM (SELECT 1 FROM operators LIMIT 1) AS anybody
               LEFT JOIN operators AS o ON lower(o.name) = lower(:name)""",
            name=db.operator,
        )
        unknown = AtWork(None, None) if db.by_login else None
        db.learned["at work"] = unknown if row is None else AtWork(row["role"], row["center_id"])
    known: AtWork | None = db.learned["at work"]
    return known


def kept_to(db: Database) -> int | None:
    """The center beyond which whoever is at work sees nothing; None for nobody's."""
    mine = at_work(db)
    return None if mine is None else mine.center_id


def may_do(db: Database, task: str) -> bool:
    """Whether whoever is at work may do this (rules/roles.py), be it at their own center alone; all may while there is
    no operator."""
    mine = at_work(db)
    return mine is None or (mine.role is not None and may(mine.role, task))


def allowed(db: Database, task: str, center_id: int | None = None) -> int | None:
    """Where whoever is at work may do this (rules/roles.py): at that center, else at their own; None: at all. Refused
    for somebody who is no operator, has no such role, or belongs to another center."""
    mine = at_work(db)
    if mine is None:
        return center_id
    if mine.role is None:
        raise Refused(
            f"no operator of this list is called {db.operator}",
            "an admin has to add them",
            cause="no_operator",
            name=db.operator,
        )
    if not may(mine.role, task):
        raise Refused(
            f"the operator {db.operator} may not {task}: their role is {mine.role}",
            "ask an admin",
            cause="role_forbids",
        )
    if mine.center_id is None:
        return center_id
    if center_id not in (None, mine.center_id):
        raise Refused(
            f"the operator {db.operator} belongs to another center", "name no other one", cause="other_center"
        )
    return mine.center_id
