"""What became of the messages: taken by a channel, put off, refused, come back. The rows are those of the outbox."""

from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.outbox import Message, message_of
from qvax_cli.store.rows import columns

_COLUMNS, _OF_M = columns(Message), columns(Message, "m")


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
    changed = db.changed(
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
        f"SELECT {_COLUMNS} FROM messages WHERE reference = :reference AND channel = :channel ORDER BY id DESC LIMIT 1",
        reference=reference,
        channel=channel,
    )
    return None if row is None else message_of(row)


def last_taken(
    db: Database, channel: str, *, invitation_id: int | None = None, mobile: str | None = None
) -> Message | None:
    """The last message that a channel took for an invitation, or for that number."""
    row = db.one(
        f"""SELECT {_OF_M} FROM messages AS m LEFT JOIN invitations AS i ON i.id = m.invitation_id
           LEFT JOIN reservists AS r ON r.id = coalesce(i.reservist_id, m.reservist_id)
           LEFT JOIN applications AS a ON a.id = m.application_id
           WHERE m.channel = :channel AND m.handed_over_at IS NOT NULL
             AND (m.invitation_id = :invitation OR :invitation IS NULL)
             AND (r.mobile = :mobile OR a.mobile = :mobile OR :mobile IS NULL)
           ORDER BY m.handed_over_at DESC, m.id DESC LIMIT 1""",
        channel=channel,
        invitation=invitation_id,
        mobile=mobile,
    )
    return None if row is None else message_of(row)


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
