"""Every time that a message was given to its channel, and how that ended. The row is there before the message goes."""

from collections.abc import Sequence
from typing import NamedTuple

from qvax_cli.store.database import Database
from qvax_cli.store.rows import columns, row_to


class Attempt(NamedTuple):
    """A row of attempts. `outcome` is "taken", "later", "broken", "down", "refused", "lost", or None while it is
    under way; `answer` is what the server said, without anybody's address."""

    id: int
    message_id: int
    begun_at: int
    ended_at: int | None
    outcome: str | None
    answer: str | None


_COLUMNS = columns(Attempt)
_attempt = row_to(Attempt)


def begin(db: Database, message_id: int, now: int) -> int:
    """The message is about to be given to its channel; the number of the attempt."""
    db.run("UPDATE messages SET attempts = attempts + 1 WHERE id = :id", id=message_id)
    return db.number(
        "INSERT INTO attempts (message_id, begun_at) VALUES (:id, :now) RETURNING id", id=message_id, now=now
    )


def end(db: Database, attempt_id: int, outcome: str, answer: str, now: int) -> None:
    """What came of it."""
    db.run(
        """UPDATE attempts SET ended_at = CASE WHEN begun_at > :now THEN begun_at ELSE :now END,
                  outcome = :outcome, answer = :answer
           WHERE id = :id AND outcome IS NULL""",
        id=attempt_id,
        outcome=outcome,
        answer=answer or None,
        now=now,
    )


def end_lost(db: Database, now: int) -> int:
    """Ends what a process that died had under way, of which nobody knows whether it was taken; how many.

    Only for the one that hands over alone.
    """
    return db.changed(
        """UPDATE attempts SET ended_at = CASE WHEN begun_at > :now THEN begun_at ELSE :now END, outcome = 'lost',
                  answer = 'qvax was stopped before the answer came'
           WHERE outcome IS NULL""",
        now=now,
    )


def under_way(db: Database) -> bool:
    """Whether any attempt has no outcome."""
    return db.one("SELECT 1 FROM attempts WHERE outcome IS NULL LIMIT 1") is not None


def of(db: Database, message_id: int) -> list[Attempt]:
    """All attempts of a message, in order."""
    rows = db.all(f"SELECT {_COLUMNS} FROM attempts WHERE message_id = :id ORDER BY id", id=message_id)
    return [_attempt(row) for row in rows]


def put_offs(db: Database, message_id: int) -> int:
    """How often the message itself was put off; the times when its whole channel was down do not count."""
    return db.number(
        "SELECT count(*) FROM attempts WHERE message_id = :id AND outcome IN ('later', 'broken')", id=message_id
    )


def begun_since(db: Database, channel: str, moment: int) -> list[int]:
    """The moments after that one at which messages were given to a channel, the earliest first."""
    rows = db.all(
        """SELECT a.begun_at FROM attempts AS a JOIN messages AS m ON m.id = a.message_id
           WHERE m.channel = :channel AND a.begun_at > :moment ORDER BY a.begun_at""",
        channel=channel,
        moment=moment,
    )
    return [int(row["begun_at"]) for row in rows]


def erase_of(db: Database, reservists: Sequence[int]) -> None:
    """What servers said about messages to these people, who are erased."""
    db.run(
        """UPDATE attempts SET answer = NULL WHERE message_id IN
               (SELECT id FROM messages WHERE reservist_id IN (:reservists)
                OR invitation_id IN (SELECT id FROM invitations WHERE reservist_id IN (:reservists)))""",
        reservists=list(reservists),
    )
