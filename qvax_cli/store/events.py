"""The log (R24): what changed, when, by whose hand, about whom by id. Append-only; it names nobody."""

from qvax_cli.store.database import Database


def record(
    db: Database,
    what: str,
    now: int,
    *,
    center: int | None = None,
    offer: int | None = None,
    invitation: int | None = None,
    reservist: int | None = None,
    detail: str | None = None,
) -> None:
    """Adds an event, in the transaction of the change that it tells of. `detail` holds no personal data."""
    db.run(
        """INSERT INTO events (at, operator, what, center_id, offer_id, invitation_id, reservist_id, detail)
           VALUES (:now, :operator, :what, :center, :offer, :invitation, :reservist, :detail)""",
        now=now,
        operator=db.operator,
        what=what,
        center=center,
        offer=offer,
        invitation=invitation,
        reservist=reservist,
        detail=detail,
    )


def newest_at(db: Database) -> int | None:
    """When the newest event was."""
    row = db.one("SELECT at FROM events ORDER BY id DESC LIMIT 1")
    return None if row is None else int(row["at"])
