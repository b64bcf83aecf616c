"""The outbox: messages as rows, written with what caused them and handed over after the commit."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qvax_cli.errors import NotFound
from qvax_cli.rules import message_id
from qvax_cli.store.database import Database
from qvax_cli.store.rows import at_most, columns, row_to


class Message(NamedTuple):
    """A row of messages: about an invitation, else to somebody on the list, else to an applicant. Messages of one
    `occasion` say the same by several channels. Moments are Instants; `subject` and `body` are there from the hand-over
    until R23 erases them. address: where it goes, when that is none of theirs any more."""

    id: int
    invitation_id: int | None
    reservist_id: int | None
    application_id: int | None
    kind: str
    occasion: int
    channel: str
    address: str | None
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
message_of = row_to(Message)
#: Whether message m is to somebody of a center, where only these are meant; those to applicants are to nobody's.
_WITHIN = """(coalesce((SELECT o.center_id FROM invitations AS i JOIN offers AS o ON o.id = i.offer_id
                       WHERE i.id = m.invitation_id),
                      (SELECT r.center_id FROM reservists AS r WHERE r.id = m.reservist_id)) = :within
             OR :within IS NULL)"""


def add(db: Database, kind: str, to: Iterable[tuple[int, str]], *, now: int, not_after: int) -> None:
    """Queues a message to each of these invitations, by the channel beside it, in the transaction of what it tells of;
    nobody is told the same thing twice on one occasion, but what was dropped before anybody heard of it can be said
    after all.

    After `not_after` it makes no sense and is not sent (R13).
    """
    ways = list(to)
    for channel in dict.fromkeys(channel for _, channel in ways):
        db.run(
            """INSERT INTO messages (invitation_id, occasion, kind, channel, created_at, next_try_at, not_after)
               SELECT id, occasion, :kind, :channel, :now, :now, :not_after FROM invitations WHERE id IN (:ids)
               ORDER BY id
               ON CONFLICT (invitation_id, kind, channel, occasion) DO UPDATE SET
                   state = 'queued', next_try_at = excluded.next_try_at, not_after = excluded.not_after, error = NULL
               WHERE messages.state = 'dropped'""",
            kind=kind,
            channel=channel,
            now=now,
            not_after=not_after,
            ids=[invitation_id for invitation_id, by in ways if by == channel],
        )


def add_without_invitation(
    db: Database,
    kind: str,
    channel: str,
    *,
    reservist_id: int | None = None,
    application_id: int | None = None,
    occasion: int,
    now: int,
    not_after: int,
    address: str | None = None,
) -> None:
    """Queues a message to somebody on the list, or to an applicant, that is about no invitation. occasion: the same for
    all that say the same; address: where it goes, when that is none of theirs any more."""
    db.run(
        """INSERT INTO messages (reservist_id, application_id, occasion, kind, channel, address, created_at,
                                 next_try_at, not_after)
           VALUES (:reservist, :application, :occasion, :kind, :channel, :address, :now, :now, :not_after)""",
        reservist=reservist_id,
        application=application_id,
        occasion=occasion,
        kind=kind,
        channel=channel,
        address=address,
        now=now,
        not_after=not_after,
    )


def get(db: Database, message_id: int, within: int | None = None) -> Message:
    """The message with this number, to somebody of one center if need be. NotFound."""
    row = db.one(f"SELECT {_OF_M} FROM messages AS m WHERE m.id = :id AND {_WITHIN}", id=message_id, within=within)
    if row is None:
        raise NotFound(f"there is no message {message_id}", cause="no_such_message")
    return message_of(row)


def find(db: Database, message_id: int) -> Message | None:
    """The message with this number, if there is one."""
    row = db.one(f"{_SELECT} WHERE id = :id", id=message_id)
    return None if row is None else message_of(row)


def every(
    db: Database,
    *,
    state: str | None,
    offer_id: int | None,
    channel: str | None,
    limit: int,
    within: int | None = None,
) -> list[Message]:
    """Messages, the newest first; to people of one center if need be."""
    rows = db.all(
        f"""SELECT {_OF_M} FROM messages AS m LEFT JOIN invitations AS i ON i.id = m.invitation_id
           WHERE (m.state = :state OR :state IS NULL) AND (i.offer_id = :offer OR :offer IS NULL)
             AND (m.channel = :channel OR :channel IS NULL) AND {_WITHIN}
           ORDER BY m.id DESC LIMIT :limit""",
        state=state,
        offer=offer_id,
        channel=channel,
        within=within,
        limit=at_most(limit),
    )
    return [message_of(row) for row in rows]


def due(db: Database, now: int) -> list[Message]:
    """Queued messages whose next try has come, invitations first, then in the order they were written."""
    rows = db.all(
        f"""{_SELECT} WHERE state = 'queued' AND next_try_at <= :now
           ORDER BY CASE WHEN kind IN ('invitation', 'again') THEN 0 ELSE 1 END, id""",
        now=now,
    )
    return [message_of(row) for row in rows]


def wait_no_more(db: Database, now: int) -> None:
    """Whatever is queued is due, whatever time it was to wait for."""
    db.run("UPDATE messages SET next_try_at = :now WHERE state = 'queued' AND next_try_at > :now", now=now)


def waiting(db: Database, within: int | None = None) -> int:
    """How many messages are queued, to people of one center if need be."""
    return db.number(f"SELECT count(*) FROM messages AS m WHERE state = 'queued' AND {_WITHIN}", within=within)


def of_invitation(db: Database, invitation_id: int, kind: str) -> list[Message]:
    """The messages of a kind about an invitation, one a channel, in the order they were written."""
    rows = db.all(f"{_SELECT} WHERE invitation_id = :id AND kind = :kind ORDER BY id", id=invitation_id, kind=kind)
    return [message_of(row) for row in rows]


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


def try_now(db: Database, message_id: int | None, now: int, within: int | None = None) -> int:
    """Queued messages are tried at once, those refused or come back that still make sense again, to people of one
    center if need be; how many.

    Not invitations: when theirs was refused or came back, somebody else was asked.
    """
    return db.changed(
        f"""UPDATE messages AS m SET state = 'queued', next_try_at = :now, handed_over_at = NULL, bounced_at = NULL
           WHERE (id = :id OR :id IS NULL) AND {_WITHIN} AND not_after >= :now
             AND (state = 'queued' OR (state IN ('refused', 'bounced') AND kind <> 'invitation'))""",
        id=message_id,
        now=now,
        within=within,
    )


def with_old_bodies(db: Database, before: int) -> list[int]:
    """The ids of messages that were handed over before that moment and still hold their texts (R23)."""
    rows = db.all("SELECT id FROM messages WHERE body IS NOT NULL AND handed_over_at < :before", before=before)
    return [row["id"] for row in rows]


def erase_bodies(db: Database, ids: Iterable[int]) -> int:
    """Takes the texts out of these messages; how many had any."""
    return db.many(
        "UPDATE messages SET subject = NULL, body = NULL, address = NULL WHERE id = ? AND body IS NOT NULL",
        ((one,) for one in ids),
    )


def channels_of(db: Database, invitation_id: int) -> list[str]:
    """The channels that carry the invitation: those that took it, else the one that is to take it."""
    found = of_invitation(db, invitation_id, "invitation")
    took = [message.channel for message in found if message.state == "handed_over"]
    return took or [message.channel for message in found if message.state == "queued"][-1:]


def alike(db: Database, message: Message) -> list[Message]:
    """This message, and those that say the same to the person by other channels, in the order they were written."""
    rows = db.all(
        f"""{_SELECT} WHERE kind = :kind AND occasion = :occasion
            AND (invitation_id = :invitation OR reservist_id = :reservist OR application_id = :application)
            ORDER BY id""",
        kind=message.kind,
        occasion=message.occasion,
        invitation=message.invitation_id,
        reservist=message.reservist_id,
        application=message.application_id,
    )
    return [message_of(row) for row in rows]


def message_ids(db: Database, reservist_id: int) -> list[str]:
    """What the Message-IDs of the messages to somebody begin with that are about no invitation."""
    rows = db.all("SELECT id, kind FROM messages WHERE reservist_id = :id", id=reservist_id)
    return [message_id.beginning(message_id.key(row["id"], row["kind"], "")) for row in rows]


def still_open(db: Database, message: Message) -> bool:
    """Whether the same is still on its way by some channel."""
    return any(one.state in ("queued", "handed_over") for one in alike(db, message))


def drop_one(db: Database, message: Message, why: str) -> None:
    """A message that need not be sent any more."""
    db.run(
        "UPDATE messages SET state = 'dropped', error = :why WHERE id = :id AND state = 'queued'",
        id=message.id,
        why=why,
    )


def erase_of(db: Database, reservists: Sequence[int]) -> None:
    """Drops what waits for these people, who are erased, and takes the texts out of the rest."""
    db.run(
        """UPDATE messages SET subject = NULL, body = NULL, error = NULL, reference = NULL, address = NULL,
                  state = CASE state WHEN 'queued' THEN 'dropped' ELSE state END
           WHERE reservist_id IN (:reservists)
              OR invitation_id IN (SELECT id FROM invitations WHERE reservist_id IN (:reservists))""",
        reservists=list(reservists),
    )
