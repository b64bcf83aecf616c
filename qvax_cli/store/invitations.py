"""The invitations: one person is asked for one offer, and what became of it."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from qvax_cli.rules.codes import new
from qvax_cli.store.database import Database
from qvax_cli.store.rows import columns, row_to


class Invitation(NamedTuple):
    """A row of invitations. Moments are Instants; `channels` are names, comma separated, in order of use."""

    id: int
    code: str
    offer_id: int
    reservist_id: int
    state: str
    channels: str
    created_at: int
    sent_at: int | None
    expires_at: int | None
    answered_at: int | None


_COLUMNS = columns(Invitation)
_invitation = row_to(Invitation)


def add(db: Database, offer_id: int, reservist_id: int, channels: str, *, now: int) -> Invitation:
    """Invites a person: queued, or undeliverable when no channel can reach them."""
    row = db.one(
        f"""INSERT INTO invitations (code, offer_id, reservist_id, state, channels, created_at)
           VALUES (:code, :offer_id, :reservist_id, :state, :channels, :now) RETURNING {_COLUMNS}""",
        code=new(),
        offer_id=offer_id,
        reservist_id=reservist_id,
        state="queued" if channels else "undeliverable",
        channels=channels,
        now=now,
    )
    assert row is not None
    return _invitation(row)


def codes(db: Database, ids: Collection[int]) -> dict[int, str]:
    """The codes of these invitations, by their id."""
    if not ids:
        return {}
    rows = db.all("SELECT id, code FROM invitations WHERE id IN (:ids)", ids=list(ids))
    return {row["id"]: row["code"] for row in rows}


def codes_of(db: Database, reservist_id: int) -> list[str]:
    """The codes of all invitations that a person has ever had."""
    return [
        str(row["code"]) for row in db.all("SELECT code FROM invitations WHERE reservist_id = :id", id=reservist_id)
    ]


def ids_of(db: Database, reservists: Sequence[int]) -> list[int]:
    """The ids of all invitations that these people have ever had."""
    rows = db.all("SELECT id FROM invitations WHERE reservist_id IN (:reservists)", reservists=list(reservists))
    return [row["id"] for row in rows]


def change(db: Database, invitation: Invitation, state: str, *, answered_at: int | None = None) -> Invitation | None:
    """Moves an invitation from the state it was seen in to another. None: somebody was faster."""
    row = db.one(
        f"""UPDATE invitations SET state = :state, answered_at = coalesce(:answered_at, answered_at)
           WHERE id = :id AND state = :seen RETURNING {_COLUMNS}""",
        id=invitation.id,
        seen=invitation.state,
        state=state,
        answered_at=answered_at,
    )
    return None if row is None else _invitation(row)


def sent(db: Database, invitation_id: int, *, sent_at: int, expires_at: int) -> bool:
    """A channel took the message: the clock of a queued invitation starts (R13). False: it is no longer queued."""
    changed = db.run(
        """UPDATE invitations SET state = 'sent', sent_at = :sent_at, expires_at = :expires_at
           WHERE id = :id AND state = 'queued'""",
        id=invitation_id,
        sent_at=sent_at,
        expires_at=expires_at,
    )
    return changed == 1


def back_to_queue(db: Database, invitation_id: int) -> None:
    """What was sent has come back: nobody has heard of it, so its clock stops (R13)."""
    db.run(
        """UPDATE invitations SET state = 'queued', sent_at = NULL, expires_at = NULL
           WHERE id = :id AND state = 'sent'""",
        id=invitation_id,
    )


def without_outcome(db: Database) -> list[str]:
    """Codes of confirmed people whose offer is over: nobody has said yet whether they came."""
    return [
        str(row["code"])
        for row in db.all(
            """SELECT i.code FROM invitations AS i JOIN offers AS o ON o.id = i.offer_id
               WHERE i.state = 'confirmed' AND o.state = 'closed' ORDER BY i.id"""
        )
    ]
