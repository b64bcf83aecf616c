"""Who goes on to the second dose: each counts in one export, exactly once (R22)."""

from typing import NamedTuple

from qvax_cli.store.database import Database
from qvax_cli.store.rows import columns, row_to


class HandedOn(NamedTuple):
    """What the second-dose platform needs of a person. code: of the invitation; number: the national number;
    vaccinated_at: Instant of the first dose."""

    code: str
    number: str
    last_name: str
    first_name: str
    birth_date: str
    language: str
    email: str | None
    mobile: str | None
    center: str
    center_name: str
    platform: str
    vaccine: str | None
    lot: str | None
    vaccinated_at: int


class Export(NamedTuple):
    """An export of the past. people: how many it named; erased: of how many of these the data are gone; exported_at:
    Instant, None for one that was begun and never ended."""

    batch: int
    people: int
    erased: int
    exported_at: int | None


#: The center of an offer, by the invitation for it; whether it is the one that is meant, where only one is.
_CENTER = (
    "(SELECT o.center_id FROM invitations AS a JOIN offers AS o ON o.id = a.offer_id WHERE a.id = {}.invitation_id)"
)
_CENTER_OF_OTHER = _CENTER.format("other")
_WITHIN = f"({_CENTER.format('h')} = :within OR :within IS NULL)"
_WAITING = f"""FROM handoffs AS h JOIN invitations AS i ON i.id = h.invitation_id
              JOIN reservists AS r ON r.id = i.reservist_id
              WHERE h.exported_at IS NULL AND r.state <> 'erased' AND {_WITHIN}"""
_handed_on, _export = row_to(HandedOn), row_to(Export)


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


def next_batch(db: Database, within: int | None) -> int:
    """The number of the export that was begun and never finished, or else a new one; that of one center holds nobody of
    another."""
    return db.number(
        f"""SELECT coalesce((SELECT min(h.batch) FROM handoffs AS h WHERE h.exported_at IS NULL
                             AND NOT EXISTS (SELECT 1 FROM handoffs AS other WHERE other.batch = h.batch
                                             AND {_CENTER_OF_OTHER} <> :within)),
                           (SELECT coalesce(max(batch), 0) + 1 FROM handoffs))""",
        within=within,
    )


def number(db: Database, batch: int, within: int | None) -> None:
    """Puts everybody who waits into that export; those of one center also out of one that was begun for all.

    The caller sees to it that no other export runs until it is finished.
    """
    db.run(
        f"""UPDATE handoffs SET batch = :batch WHERE invitation_id IN (SELECT h.invitation_id {_WAITING})
            AND (batch IS NULL OR :within IS NOT NULL)""",
        batch=batch,
        within=within,
    )


def people(db: Database, batch: int, within: int | None) -> list[HandedOn]:
    """Everybody in that export, of one center if need be, whose data are still there."""
    rows = db.all(
        f"""SELECT i.code, r.number, r.last_name, r.first_name, r.birth_date, r.language, r.email, r.mobile,
                  c.code AS center, c.name AS center_name, c.platform, o.vaccine, o.lot, h.vaccinated_at
           FROM handoffs AS h
           JOIN invitations AS i ON i.id = h.invitation_id
           JOIN reservists AS r ON r.id = i.reservist_id
           JOIN offers AS o ON o.id = i.offer_id
           JOIN centers AS c ON c.id = o.center_id
           WHERE h.batch = :batch AND r.state <> 'erased' AND {_WITHIN} ORDER BY i.id""",
        batch=batch,
        within=within,
    )
    return [_handed_on(row) for row in rows]


def finish(db: Database, batch: int, now: int) -> None:
    """The export of this batch is in the user's hands."""
    db.run("UPDATE handoffs SET exported_at = :now WHERE batch = :batch", batch=batch, now=now)


def exports(db: Database, batch: int | None = None, within: int | None = None) -> list[Export]:
    """All exports, the newest first, or the one with that number; of each what it says of one center, if need be."""
    rows = db.all(
        f"""SELECT {columns(Export)} FROM (
                SELECT h.batch, count(*) AS people, count(CASE WHEN r.state = 'erased' THEN 1 END) AS erased,
                       max(h.exported_at) AS exported_at
                FROM handoffs AS h JOIN invitations AS i ON i.id = h.invitation_id
                JOIN reservists AS r ON r.id = i.reservist_id
                WHERE h.batch IS NOT NULL AND {_WITHIN} GROUP BY h.batch) AS e
            WHERE (batch = :batch OR :batch IS NULL) ORDER BY batch DESC""",
        batch=batch,
        within=within,
    )
    return [_export(row) for row in rows]


def waiting(db: Database, within: int | None = None) -> int:
    """How many people no export has named yet, of those whose data are still there; of one center if need be."""
    return db.number(f"SELECT count(*) {_WAITING}", within=within)


def longest_wait(db: Database, within: int | None = None) -> int | None:
    """When the first of those who wait, at one center if need be, was vaccinated."""
    row = db.one(f"SELECT min(h.vaccinated_at) AS first {_WAITING}", within=within)
    return None if row is None else row["first"]
