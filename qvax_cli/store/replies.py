"""What came in: every message of an inbox once, and what was made of it (R15)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qvax_cli.errors import NotFound
from qvax_cli.store.database import Database
from qvax_cli.store.rows import row_to

#: Why a message is shown that asks to leave, whatever else it says (R36).
ASKS_TO_LEAVE = "it asks to be taken off the list"


class ToRead(NamedTuple):
    """A message that a person has to read. `sender`, `subject` and `excerpt` are None once they were erased (R23);
    `reservist_id` and `name` are of whom it is from, where that is known."""

    id: int
    channel: str
    received_at: int
    sender: str | None
    subject: str | None
    excerpt: str | None
    code: str | None
    why: str | None
    reservist_id: int | None
    name: str | None


class Known(NamedTuple):
    """A message that was dealt with before: what came of it, and whether a person still has to read it."""

    result: str
    open: bool


def known(db: Database, key: str) -> Known | None:
    """What was made of this message; None for a new one."""
    row = db.one("SELECT result, to_read, settled_at FROM replies WHERE key = :key", key=key)
    if row is None:
        return None
    return Known(row["result"], bool(row["to_read"]) and row["settled_at"] is None)


def keys_since(db: Database, since: int) -> frozenset[str]:
    """The keys of the messages that were received since then."""
    rows = db.all("SELECT key FROM replies WHERE received_at >= :since", since=since)
    return frozenset(row["key"] for row in rows)


def add(
    db: Database,
    key: str,
    channel: str,
    *,
    received_at: int,
    now: int,
    invitation_id: int | None,
    reservist_id: int | None = None,
    answer: str | None,
    result: str,
    to_read: bool = False,
    why: str | None = None,
    sender: str | None = None,
    subject: str | None = None,
    excerpt: str | None = None,
) -> None:
    """Remembers a message, in the transaction that applied it; its words only when somebody has to read it.

    reservist_id: whom it is from, where it is about no invitation; to_read: also though it has another result.
    """
    db.run(
        """INSERT INTO replies (key, channel, received_at, read_at, invitation_id, reservist_id, answer, result,
                                to_read, why, sender, subject, excerpt)
           VALUES (:key, :channel, :received_at, :now, :invitation_id, :reservist_id, :answer, :result,
                   :to_read, :why, :sender, :subject, :excerpt)""",
        key=key,
        channel=channel,
        received_at=received_at,
        now=now,
        invitation_id=invitation_id,
        reservist_id=reservist_id,
        answer=answer,
        result=result,
        to_read=int(to_read or result == "to_read"),
        why=why,
        sender=sender,
        subject=subject,
        excerpt=excerpt,
    )


_TO_READ = """SELECT r.id, r.channel, r.received_at, r.sender, r.subject, r.excerpt, i.code, r.why,
                     p.id AS reservist_id, p.first_name || ' ' || p.last_name AS name
              FROM replies AS r LEFT JOIN invitations AS i ON i.id = r.invitation_id
              LEFT JOIN offers AS o ON o.id = i.offer_id
              LEFT JOIN reservists AS p ON p.id = coalesce(i.reservist_id, r.reservist_id)
              WHERE r.to_read = 1 AND r.settled_at IS NULL
              AND (coalesce(o.center_id, p.center_id, :within) = :within OR :within IS NULL)"""
_to_read = row_to(ToRead)
_NO_WORDS = "UPDATE replies SET sender = NULL, subject = NULL, excerpt = NULL WHERE to_read = 1 AND"


def to_read(db: Database, within: int | None = None) -> list[ToRead]:
    """The messages that a person has to read, the oldest first; at one center those that may be of its people."""
    return [_to_read(row) for row in db.all(f"{_TO_READ} ORDER BY r.received_at, r.id", within=within)]


def unread_of(db: Database) -> frozenset[int]:
    """The invitations from whose people, or about whom, a message waits to be read."""
    rows = db.all(
        """SELECT DISTINCT invitation_id FROM replies
           WHERE to_read = 1 AND settled_at IS NULL AND invitation_id IS NOT NULL"""
    )
    return frozenset(row["invitation_id"] for row in rows)


def one_to_read(db: Database, number: int, within: int | None = None) -> ToRead:
    """The message of that list with this number. NotFound."""
    row = db.one(f"{_TO_READ} AND r.id = :id", id=number, within=within)
    if row is None:
        raise NotFound(f"no message {number} is waiting to be read", cause="no_such_reply")
    return _to_read(row)


def settle(db: Database, number: int, now: int) -> None:
    """A person has read it and done what was to be done."""
    db.run(
        "UPDATE replies SET settled_at = :now WHERE id = :id AND to_read = 1 AND settled_at IS NULL",
        id=number,
        now=now,
    )


def settle_of(db: Database, invitation_id: int, before: int, now: int, *, but_for: str = "") -> None:
    """What a person wrote before that moment need not be read any more: their answer is known. But for what has to be
    read for that reason."""
    db.run(
        """UPDATE replies SET settled_at = :now WHERE invitation_id = :id AND received_at <= :before
           AND to_read = 1 AND settled_at IS NULL AND coalesce(why, '') <> :but_for""",
        id=invitation_id,
        before=before,
        now=now,
        but_for=but_for,
    )


def with_old_texts(db: Database, before: int) -> list[int]:
    """The ids of messages received before that moment that stand on the list or still hold their words (R23)."""
    rows = db.all(
        """SELECT id FROM replies WHERE to_read = 1 AND received_at < :before
           AND (settled_at IS NULL OR excerpt IS NOT NULL)""",
        before=before,
    )
    return [row["id"] for row in rows]


def erase_texts(db: Database, ids: Iterable[int], now: int) -> int:
    """Takes these messages off the list, with their words; how many."""
    return db.many(
        """UPDATE replies SET sender = NULL, subject = NULL, excerpt = NULL, settled_at = coalesce(settled_at, ?)
           WHERE id = ? AND to_read = 1 AND (settled_at IS NULL OR excerpt IS NOT NULL)""",
        ((now, one) for one in ids),
    )


def erase_of(db: Database, reservists: Sequence[int], addresses: Sequence[str], now: int) -> None:
    """Takes out the words of people who are erased, by the addresses that they had and by who they are: what is known
    to be from them need not be read any more."""
    db.run(
        """UPDATE replies SET sender = NULL, subject = NULL, excerpt = NULL, settled_at = coalesce(settled_at, :now)
           WHERE to_read = 1 AND (reservist_id IN (:reservists)
               OR invitation_id IN (SELECT id FROM invitations WHERE reservist_id IN (:reservists)))""",
        reservists=list(reservists),
        now=now,
    )
    db.run(f"{_NO_WORDS} sender IN (:addresses)", addresses=list(addresses))
