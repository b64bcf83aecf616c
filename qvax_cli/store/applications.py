"""Registrations from the site that nobody has confirmed yet: not on the list, never asked, gone after a day."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qvax_cli.store.database import Database
from qvax_cli.store.rows import columns, row_to


class Application(NamedTuple):
    """What somebody typed, by the names of the CSV columns, as JSON; tries: how often figures were typed for it."""

    id: int
    seed: bytes
    tries: int
    language: str
    email: str | None
    mobile: str | None
    data: str
    made_at: int
    expires_at: int

    @property
    def typed(self) -> dict[str, str]:
        """The values by column."""
        return {str(name): str(value) for name, value in json.loads(self.data).items()}


_SELECT = f"SELECT {columns(Application)} FROM applications"
_application = row_to(Application)


def add(db: Database, seed: bytes, typed: Mapping[str, str], *, now: int, expires_at: int) -> int:
    """Keeps an application; its number."""
    row = db.row(
        """INSERT INTO applications (seed, language, email, mobile, data, made_at, expires_at)
           VALUES (:seed, :language, :email, :mobile, :data, :now, :expires_at) RETURNING id""",
        seed=seed,
        language=typed["language"],
        email=typed["email"] or None,
        mobile=typed["mobile"] or None,
        data=json.dumps(dict(typed), ensure_ascii=False),
        now=now,
        expires_at=expires_at,
    )
    return int(row["id"])


def by_id(db: Database, number: int) -> Application:
    """The application with this number, which a foreign key has promised."""
    return _application(db.row(f"{_SELECT} WHERE id = :id", id=number))


def by_seed(db: Database, seed: bytes, now: int) -> Application | None:
    """The application of this seed, if it has not expired."""
    row = db.one(f"{_SELECT} WHERE seed = :seed AND expires_at > :now", seed=seed, now=now)
    return None if row is None else _application(row)


def tried(db: Database, number: int) -> None:
    """Wrong figures were typed."""
    db.run("UPDATE applications SET tries = tries + 1 WHERE id = :id", id=number)


def end(db: Database, number: int, now: int, seed: bytes) -> None:
    """It was confirmed, and cannot be again: another seed takes the place of the one that was sent."""
    db.run(
        """UPDATE applications SET seed = :seed, expires_at = CASE WHEN made_at < :now THEN :now ELSE made_at + 1 END
           WHERE id = :id""",
        seed=seed,
        now=now,
        id=number,
    )


def past(db: Database, before: int) -> list[int]:
    """The numbers of those that ended before that moment."""
    return [row["id"] for row in db.all("SELECT id FROM applications WHERE expires_at <= :before", before=before)]


def drop(db: Database, numbers: Sequence[int]) -> None:
    """Erases applications, and what was written to those who made them."""
    ids = list(numbers)
    db.run(
        "DELETE FROM attempts WHERE message_id IN (SELECT id FROM messages WHERE application_id IN (:ids))",
        ids=ids,
    )
    db.run("DELETE FROM messages WHERE application_id IN (:ids)", ids=ids)
    db.run("DELETE FROM applications WHERE id IN (:ids)", ids=ids)
