"""Who goes on to the second dose: each in one export, exactly once (R22)."""

from collections.abc import Sequence

from qvax_cli.store.database import Database
from qvax_cli.store.rows import Row

_WAITING = """FROM handoffs AS h JOIN invitations AS i ON i.id = h.invitation_id
              JOIN reservists AS r ON r.id = i.reservist_id WHERE h.exported_at IS NULL AND r.state <> 'erased'"""


def add(db: Database, invitation_id: int, now: int) -> None:
    """The person of this invitation had the first dose."""
    db.run(
        """INSERT INTO handoffs (invitation_id, vaccinated_at) VALUES (:id, :now)
           ON CONFLICT DO NOTHING""",
        id=invitation_id,
        now=now,
    )


def named(db: Database, invitation_id: int) -> bool:
    """Whether an export names the person of this invitation, or has begun to."""
    return bool(
        db.number("SELECT count(*) FROM handoffs WHERE invitation_id = :id AND batch IS NOT NULL", id=invitation_id)
    )


def drop(db: Database, invitation_id: int) -> None:
    """The person of this invitation did not have the dose after all."""
    db.run("DELETE FROM handoffs WHERE invitation_id = :id AND batch IS NULL", id=invitation_id)


def begin_batch(db: Database) -> int:
    """Puts everybody who waits into a batch: one that was begun and never finished, or else a new one.

    The caller sees to it that no other export runs until the batch is finished.
    """
    batch = db.number(
        """SELECT coalesce((SELECT min(batch) FROM handoffs WHERE exported_at IS NULL),
                           (SELECT coalesce(max(batch), 0) + 1 FROM handoffs))"""
    )
    db.run("UPDATE handoffs SET batch = :batch WHERE batch IS NULL", batch=batch)
    return batch


def rows(db: Database, batch: int) -> Sequence[Row]:
    """What the second-dose platform needs of each person of a batch whose data are still there."""
    return db.all(
        """SELECT i.code AS hand_over, r.number AS niss, r.last_name, r.first_name, r.birth_date, r.language,
                  r.email, r.mobile, c.code AS center, c.platform, o.vaccine, h.vaccinated_at
           FROM handoffs AS h
           JOIN invitations AS i ON i.id = h.invitation_id
           JOIN reservists AS r ON r.id = i.reservist_id
           JOIN offers AS o ON o.id = i.offer_id
           JOIN centers AS c ON c.id = o.center_id
           WHERE h.batch = :batch AND r.state <> 'erased' ORDER BY h.vaccinated_at, i.id""",
        batch=batch,
    )


def finish_batch(db: Database, batch: int, now: int) -> None:
    """The export of this batch is in the user's hands."""
    db.run("UPDATE handoffs SET exported_at = :now WHERE batch = :batch", batch=batch, now=now)


def waiting(db: Database) -> int:
    """How many people no export has named yet, of those whose data are still there."""
    return db.number(f"SELECT count(*) {_WAITING}")


def longest_wait(db: Database) -> int | None:
    """When the first of those who wait was vaccinated."""
    row = db.one(f"SELECT min(h.vaccinated_at) AS first {_WAITING}")
    return None if row is None else row["first"]
