"""The outbox: messages as rows, written with what caused them and handed over after the commit."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qvax_cli.errors import NotFound
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.rows import at_most, columns, row_to


class Message(NamedTuple):
    """A row of messages. Moments are Instants; `subject` and `body` are there from the hand-over until R23 erases
    them."""

    id: int
    invitation_id: int
    kind: str
    occasion: int
    channel: str
    state: str
    attempts: int
    created_at: int
    next_try_at: int
    not_after: int
    handed_over_at: int | None
    error: str | None
    subject: str | None
    body: str | None
    reference: str | None
    delivered_at: int | None
    bounced_at: int | None


_SELECT, _OF_M = f"SELECT {columns(Message)} FROM messages", columns(Message, "m")
_message = row_to(Message)


def add(db: Database, invitation_id: int, kind: str, channel: str, *, now: int, not_after: int) -> None:
    """Queues a message, in the transaction of what it tells of; nobody is told the same thing twice on one occasion,
    but what was dropped before anybody heard of it can be said after all.

    After `not_after` it makes no sense and is not sent (R13).
    """
    db.run(
        """INSERT INTO messages (invitation_id, occasion, kind, channel, created_at, next_try_at, not_after)
           SELECT id, occasion, :kind, :channel, :now, :now, :not_after FROM invitations WHERE id = :invitation_id
           ON CONFLICT (invitation_id, kind, channel, occasion) DO UPDATE SET
               state = 'queued', next_try_at = excluded.next_try_at, not_after = excluded.not_after, error = NULL
           WHERE messages.state = 'dropped'""",
        invitation_id=invitation_id,
        kind=kind,
        channel=channel,
        now=now,
        not_after=not_after,
    )


def get(db: Database, message_id: int) -> Message:
    """The message with this number. NotFound."""
    row = db.one(f"{_SELECT} WHERE id = :id", id=message_id)
    if row is None:
        raise NotFound(f"there is no message {message_id}", cause="no_such_message")
    return _message(row)


def find(db: Database, message_id: int) -> Message | None:
    """The message with this number, if there is one."""
    row = db.one(f"{_SELECT} WHERE id = :id", id=message_id)
    return None if row is None else _message(row)


def every(db: Database, *, state: str | None, offer_id: int | None, channel: str | None, limit: int) -> list[Message]:
    """Messages, the newest first."""
    rows = db.all(
        f"""SELECT {_OF_M} FROM messages AS m JOIN invitations AS i ON i.id = m.invitation_id
           WHERE (m.state = :state OR :state IS NULL) AND (i.offer_id = :offer OR :offer IS NULL)
             AND (m.channel = :channel OR :channel IS NULL)
           ORDER BY m.id DESC LIMIT :limit""",
        state=state,
        offer=offer_id,
        channel=channel,
        limit=at_most(limit),
    )
    return [_message(row) for row in rows]


def due(db: Database, now: int) -> list[Message]:
    """Queued messages whose next try has come, invitations first, then in the order they were written."""
    rows = db.all(
        f"""{_SELECT} WHERE state = 'queued' AND next_try_at <= :now
           ORDER BY CASE WHEN kind IN ('invitation', 'again') THEN 0 ELSE 1 END, id""",
        now=now,
    )
    return [_message(row) for row in rows]


def wait_no_more(db: Database, now: int) -> None:
    """Whatever is queued is due, whatever time it was to wait for."""
    db.run("UPDATE messages SET next_try_at = :now WHERE state = 'queued' AND next_try_at > :now", now=now)


def waiting(db: Database) -> int:
    """How many messages are queued."""
    return db.number("SELECT count(*) FROM messages WHERE state = 'queued'")


def handed_over(db: Database, message: Message, at: int, subject: str | None, body: str | None, reference: str) -> None:
    """A channel took the message at that moment."""
    db.run(
        """UPDATE messages SET state = 'handed_over', handed_over_at = :at, error = NULL, subject = :subject,
                  body = :body, reference = :reference WHERE id = :id""",
        id=message.id,
        at=at,
        subject=subject,
        body=body,
        reference=reference or None,
    )


def put_off(db: Database, message: Message, error: str, next_try_at: int) -> None:
    """The channel could not take it now; it is tried again."""
    db.run(
        """UPDATE messages SET error = :error, next_try_at = :next_try_at WHERE id = :id AND state = 'queued'""",
        id=message.id,
        error=error,
        next_try_at=next_try_at,
    )


def all_wait(db: Database, channel: str, error: str, now: int) -> None:
    """Why what could go by this channel does not; it goes as soon as the channel takes something."""
    db.run(
        "UPDATE messages SET error = :error WHERE channel = :channel AND state = 'queued' AND next_try_at <= :now",
        channel=channel,
        error=error,
        now=now,
    )


def refused(db: Database, message: Message, error: str) -> None:
    """The channel will never take it."""
    db.run(
        "UPDATE messages SET state = 'refused', error = :error WHERE id = :id AND state = 'queued'",
        id=message.id,
        error=error,
    )


def bounced(db: Database, message: Message, error: str, at: int) -> bool:
    """It was taken, and has come back. False: it was not out there, or is known to be back already."""
    changed = db.run(
        """UPDATE messages SET state = 'bounced', error = :error, bounced_at = :at
           WHERE id = :id AND state = 'handed_over'""",
        id=message.id,
        error=error,
        at=at,
    )
    return changed == 1


def delivered(db: Database, message: Message, at: int) -> None:
    """It is known to have reached the person."""
    db.run(
        """UPDATE messages SET delivered_at = coalesce(delivered_at, :at) WHERE id = :id
           AND state IN ('handed_over', 'bounced')""",
        id=message.id,
        at=at,
    )


def by_reference(db: Database, channel: str, reference: str) -> Message | None:
    """The message that a gateway calls so."""
    row = db.one(
        f"{_SELECT} WHERE reference = :reference AND channel = :channel ORDER BY id DESC LIMIT 1",
        reference=reference,
        channel=channel,
    )
    return None if row is None else _message(row)


def last_taken(
    db: Database, channel: str, *, invitation_id: int | None = None, mobile: str | None = None
) -> Message | None:
    """The last message that a channel took for an invitation, or for that number."""
    row = db.one(
        f"""SELECT {_OF_M} FROM messages AS m JOIN invitations AS i ON i.id = m.invitation_id
           JOIN reservists AS r ON r.id = i.reservist_id
           WHERE m.channel = :channel AND m.handed_over_at IS NOT NULL
             AND (i.id = :invitation OR :invitation IS NULL) AND (r.mobile = :mobile OR :mobile IS NULL)
           ORDER BY m.handed_over_at DESC, m.id DESC LIMIT 1""",
        channel=channel,
        invitation=invitation_id,
        mobile=mobile,
    )
    return None if row is None else _message(row)


def of_invitation(db: Database, invitation_id: int, kind: str) -> list[Message]:
    """The messages of a kind about an invitation, one a channel, in the order they were written."""
    rows = db.all(f"{_SELECT} WHERE invitation_id = :id AND kind = :kind ORDER BY id", id=invitation_id, kind=kind)
    return [_message(row) for row in rows]


def told_since(db: Database, invitation: Invitation, since: int) -> list[str]:
    """By which channels the person was told something about their answer since that moment."""
    rows = db.all(
        """SELECT DISTINCT channel FROM messages WHERE invitation_id = :id AND occasion = :occasion
             AND state = 'handed_over' AND created_at >= :since AND kind NOT IN ('invitation', 'again')""",
        id=invitation.id,
        occasion=invitation.occasion,
        since=since,
    )
    return [str(row["channel"]) for row in rows]


def drop(db: Database, invitation_id: int, kind: str | None, why: str) -> None:
    """Messages of an invitation that need not be sent any more, of one kind or all."""
    db.run(
        """UPDATE messages SET state = 'dropped', error = :why
           WHERE invitation_id = :id AND state = 'queued' AND (kind = :kind OR :kind IS NULL)""",
        id=invitation_id,
        kind=kind,
        why=why,
    )


def drop_stale(db: Database, now: int) -> None:
    """Messages whose moment has passed (R13); the invitations among them lapse with their offer."""
    db.run(
        """UPDATE messages SET state = 'dropped', error = coalesce(error || '; ', '') || 'its moment has passed'
           WHERE state = 'queued' AND kind <> 'invitation' AND not_after < :now""",
        now=now,
    )


def try_now(db: Database, message_id: int | None, now: int) -> int:
    """Queued messages are tried at once, those refused or come back that still make sense again; how many.

    Not invitations: when theirs was refused or came back, somebody else was asked.
    """
    return db.run(
        """UPDATE messages SET state = 'queued', next_try_at = :now, handed_over_at = NULL, bounced_at = NULL
           WHERE (id = :id OR :id IS NULL) AND not_after >= :now
             AND (state = 'queued' OR (state IN ('refused', 'bounced') AND kind <> 'invitation'))""",
        id=message_id,
        now=now,
    )


def still_open(db: Database, message: Message) -> bool:
    """Whether the same is still on its way by some channel."""
    row = db.one(
        """SELECT 1 FROM messages WHERE invitation_id = :id AND kind = :kind AND occasion = :occasion
           AND state IN ('queued', 'handed_over')""",
        id=message.invitation_id,
        kind=message.kind,
        occasion=message.occasion,
    )
    return row is not None


def with_old_bodies(db: Database, before: int) -> list[int]:
    """The ids of messages that were handed over before that moment and still hold their texts (R23)."""
    rows = db.all("SELECT id FROM messages WHERE body IS NOT NULL AND handed_over_at < :before", before=before)
    return [row["id"] for row in rows]


def erase_bodies(db: Database, ids: Iterable[int]) -> int:
    """Takes the texts out of these messages; how many had any."""
    return db.many(
        "UPDATE messages SET subject = NULL, body = NULL WHERE id = ? AND body IS NOT NULL", ((one,) for one in ids)
    )


def channels_of(db: Database, invitation_id: int) -> list[str]:
    """The channels that carry the invitation: those that took it, else the one that is to take it."""
    found = of_invitation(db, invitation_id, "invitation")
    took = [message.channel for message in found if message.state == "handed_over"]
    return took or [message.channel for message in found if message.state == "queued"][-1:]


def erase_of(db: Database, held: Sequence[int]) -> None:
    """Drops what waits for the people of these invitations, who are erased, and takes the texts out of the rest."""
    db.run(
        """UPDATE messages SET subject = NULL, body = NULL, error = NULL, reference = NULL,
                  state = CASE state WHEN 'queued' THEN 'dropped' ELSE state END
           WHERE invitation_id IN (:held)""",
        held=list(held),
    )
