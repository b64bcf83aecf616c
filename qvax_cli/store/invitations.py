"""The invitations: one person is asked for one offer, and what became of it."""

from collections.abc import Sequence
from typing import NamedTuple

from qvax_cli.errors import NotFound
from qvax_cli.rules.codes import new, normalise
from qvax_cli.rules.invitation import HOLDS, LIVE
from qvax_cli.store.database import Database, places, texts
from qvax_cli.store.rows import columns, row_to

_LIVE, _HOLDS = texts(LIVE), texts(HOLDS)


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


_COLUMNS, _OF_I = columns(Invitation), columns(Invitation, "i")
_SELECT = f"SELECT {_COLUMNS} FROM invitations"
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


def by_code(db: Database, code: str) -> Invitation:
    """The invitation with this code, in any spelling that Crockford allows. NotFound."""
    normal = normalise(code)
    row = normal and db.one(f"{_SELECT} WHERE code = :code", code=normal)
    if not row:
        raise NotFound("no invitation has that code", "a code has 8 letters and figures; see: qvax status OFFER")
    return _invitation(row)


def first_of(db: Database, codes: tuple[str, ...]) -> Invitation | None:
    """The invitation of the first of these codes that exists."""
    for code in codes:
        row = db.one(f"{_SELECT} WHERE code = :code", code=code)
        if row is not None:
            return _invitation(row)
    return None


def by_id(db: Database, invitation_id: int) -> Invitation:
    """The invitation with this id, which a foreign key has promised."""
    row = db.one(f"{_SELECT} WHERE id = :id", id=invitation_id)
    assert row is not None
    return _invitation(row)


def of_offer(db: Database, offer_id: int) -> list[Invitation]:
    """All invitations of an offer, in the order they were made."""
    return [_invitation(row) for row in db.all(f"{_SELECT} WHERE offer_id = :id ORDER BY id", id=offer_id)]


def live_of(db: Database, offer_id: int) -> list[Invitation]:
    """The live invitations of an offer, in the order they were made."""
    return [i for i in of_offer(db, offer_id) if i.state in LIVE]


def held_by(db: Database, reservist_id: int) -> Invitation | None:
    """The one live or confirmed invitation that a person may hold (R10, R14)."""
    row = db.one(
        f"{_SELECT} WHERE reservist_id = :id AND state IN {_HOLDS}",
        id=reservist_id,
    )
    return None if row is None else _invitation(row)


def codes_of(db: Database, reservist_id: int) -> list[str]:
    """The codes of all invitations that a person has ever had."""
    return [
        str(row["code"]) for row in db.all("SELECT code FROM invitations WHERE reservist_id = :id", id=reservist_id)
    ]


def ids_of(db: Database, reservists: Sequence[int]) -> list[int]:
    """The ids of all invitations that these people have ever had."""
    rows = db.conn.execute(
        f"SELECT id FROM invitations WHERE reservist_id IN {places(reservists)}",
        reservists,
    )
    return [row["id"] for row in rows]


def is_candidate(db: Database, offer_id: int | None, reservist_id: int) -> bool:
    """Whether the person is on the list, holds no invitation, and was not asked for this offer yet (R10)."""
    row = db.one(
        f"""SELECT 1 FROM reservists AS r WHERE r.id = :reservist AND r.state = 'listed'
           AND NOT EXISTS (SELECT 1 FROM invitations AS i WHERE i.reservist_id = r.id
                           AND (i.state IN {_HOLDS} OR i.offer_id = :offer))""",
        reservist=reservist_id,
        offer=offer_id,
    )
    return row is not None


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


def live_by_mobile(db: Database, number: str) -> list[Invitation]:
    """The live invitations of the people with this number, which families share."""
    rows = db.all(
        f"""SELECT {_OF_I} FROM invitations AS i JOIN reservists AS r ON r.id = i.reservist_id
           WHERE i.state IN {_LIVE} AND r.mobile = :number ORDER BY i.id""",
        number=number,
    )
    return [_invitation(row) for row in rows]


def live_by_email(db: Database, address: str) -> list[Invitation]:
    """The live invitations of the people with this address, in any case."""
    rows = db.all(
        f"""SELECT {_OF_I} FROM invitations AS i JOIN reservists AS r ON r.id = i.reservist_id
           WHERE i.state IN {_LIVE} AND lower(r.email) = lower(:address) ORDER BY i.id""",
        address=address,
    )
    return [_invitation(row) for row in rows]


def silent(db: Database, now: int, center_id: int | None) -> list[Invitation]:
    """Invitations whose time ran out without an answer (R18)."""
    return [
        _invitation(row)
        for row in db.all(
            f"""SELECT {_OF_I} FROM invitations AS i JOIN offers AS o ON o.id = i.offer_id
               WHERE i.state = 'sent' AND i.expires_at < :now
               AND (:center_id IS NULL OR o.center_id = :center_id) ORDER BY i.expires_at, i.id""",
            now=now,
            center_id=center_id,
        )
    ]


def never_sent(db: Database, now: int, center_id: int | None) -> list[Invitation]:
    """Invitations that no channel took and that make no sense any more (R13)."""
    return [
        _invitation(row)
        for row in db.all(
            f"""SELECT {_OF_I} FROM invitations AS i JOIN offers AS o ON o.id = i.offer_id
               WHERE i.state = 'queued' AND o.until_at - o.last_call_seconds < :now
               AND (:center_id IS NULL OR o.center_id = :center_id) ORDER BY i.id""",
            now=now,
            center_id=center_id,
        )
    ]


def without_outcome(db: Database) -> list[str]:
    """Codes of confirmed people whose offer is over: nobody has said yet whether they came."""
    return [
        str(row["code"])
        for row in db.all(
            """SELECT i.code FROM invitations AS i JOIN offers AS o ON o.id = i.offer_id
               WHERE i.state = 'confirmed' AND o.state = 'closed' ORDER BY i.id"""
        )
    ]
