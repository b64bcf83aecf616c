"""The invitations: one person is asked for one offer, and what became of it."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from qvax_cli.rules.codes import new
from qvax_cli.rules.invitation import HOLDS
from qvax_cli.store.database import Database
from qvax_cli.store.people import Reservist
from qvax_cli.store.rows import columns, row_to


class Invitation(NamedTuple):
    """A row of invitations. Moments are Instants; `channels` are names, comma separated, in order of use.

    `rank` is the place by age (R11), None once the person is erased; `asked_at` when they were chosen, the last time;
    `answer` what they said last, "yes" or "no"; `settled_at` when that could bring no dose any more; `occasion` how
    often they were asked again or an answer was taken back.
    """

    id: int
    code: str
    offer_id: int
    reservist_id: int
    rank: int | None
    state: str
    occasion: int
    channels: str
    created_at: int
    asked_at: int
    sent_at: int | None
    expires_at: int | None
    answer: str | None
    answered_at: int | None
    settled_at: int | None


_COLUMNS = columns(Invitation)
_invitation = row_to(Invitation)


def add(db: Database, offer_id: int, reservist: Reservist, channels: str, *, now: int) -> Invitation:
    """Invites a person: queued, or undeliverable when no channel can reach them."""
    row = db.row(
        f"""INSERT INTO invitations (code, offer_id, reservist_id, rank, state, channels, created_at, asked_at)
           VALUES (:code, :offer_id, :reservist_id, :rank, :state, :channels, :now, :now) RETURNING {_COLUMNS}""",
        code=new(),
        offer_id=offer_id,
        reservist_id=reservist.id,
        rank=reservist.rank,
        state="queued" if channels else "undeliverable",
        channels=channels,
        now=now,
    )
    return _invitation(row)


def of_offer(db: Database, offer_id: int) -> list[Invitation]:
    """All invitations of an offer, in the order they were made."""
    rows = db.all(f"SELECT {_COLUMNS} FROM invitations WHERE offer_id = :id ORDER BY id", id=offer_id)
    return [_invitation(row) for row in rows]


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


def change(
    db: Database,
    invitation: Invitation,
    state: str,
    *,
    now: int,
    answer: str | None = None,
    answered_at: int | None = None,
) -> Invitation | None:
    """Moves an invitation from the state it was seen in to another. None: somebody was faster.

    answer, answered_at: what the person has said, and when, if that is why.
    """
    row = db.one(
        f"""UPDATE invitations SET state = :state, answer = coalesce(:answer, answer),
                  answered_at = coalesce(:answered_at, answered_at), settled_at = :settled_at
           WHERE id = :id AND state = :seen RETURNING {_COLUMNS}""",
        id=invitation.id,
        seen=invitation.state,
        state=state,
        answer=answer,
        answered_at=answered_at,
        settled_at=None if state in HOLDS else now,
    )
    return None if row is None else _invitation(row)


def sent(db: Database, invitation_id: int, *, sent_at: int, expires_at: int) -> bool:
    """A channel took the message: the clock of a queued invitation starts (R13). False: it is no longer queued."""
    changed = db.changed(
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


def ask_again(db: Database, invitation: Invitation, now: int) -> Invitation | None:
    """Somebody who was released is asked once more, with all the time to answer (R30). None: somebody was faster."""
    row = db.one(
        f"""UPDATE invitations SET state = 'queued', occasion = occasion + 1, asked_at = :now, sent_at = NULL,
                  expires_at = NULL, settled_at = NULL
           WHERE id = :id AND state = 'released' RETURNING {_COLUMNS}""",
        id=invitation.id,
        now=now,
    )
    return None if row is None else _invitation(row)


def restore(
    db: Database,
    invitation: Invitation,
    state: str,
    *,
    answer: str | None,
    answered_at: int | None,
    settled_at: int | None,
) -> Invitation:
    """What was entered of an invitation just read is taken back, on a new occasion (R41)."""
    row = db.row(
        f"""UPDATE invitations SET state = :state, occasion = occasion + 1, answer = :answer,
                  answered_at = :answered_at, settled_at = :settled_at
           WHERE id = :id RETURNING {_COLUMNS}""",
        id=invitation.id,
        state=state,
        answer=answer,
        answered_at=answered_at,
        settled_at=settled_at,
    )
    return _invitation(row)


def erase_of(db: Database, held: Sequence[int]) -> None:
    """Takes the rank, which holds the day of birth, out of the invitations of people who are erased."""
    db.run("UPDATE invitations SET rank = NULL WHERE id IN (:held)", held=list(held))


def without_outcome(db: Database, within: int | None = None) -> list[str]:
    """Codes of confirmed people whose offer, of one center if need be, is over: nobody has said whether they came."""
    return [
        str(row["code"])
        for row in db.all(
            """SELECT i.code FROM invitations AS i JOIN offers AS o ON o.id = i.offer_id
               WHERE i.state = 'confirmed' AND o.state = 'closed' AND (o.center_id = :within OR :within IS NULL)
               ORDER BY i.id""",
            within=within,
        )
    ]
