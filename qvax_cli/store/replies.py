"""What came in: every message of an inbox once, and what was made of it (R15)."""

from qvax_cli.store.database import Database


def known(db: Database, key: str) -> bool:
    """Whether this message was dealt with before."""
    return db.one("SELECT 1 FROM replies WHERE key = :key", key=key) is not None


def add(
    db: Database,
    key: str,
    channel: str,
    *,
    received_at: int,
    now: int,
    invitation_id: int | None,
    answer: str | None,
    result: str,
) -> None:
    """Remembers a message, in the transaction that applied it."""
    db.run(
        """INSERT INTO replies (key, channel, received_at, read_at, invitation_id, answer, result)
           VALUES (:key, :channel, :received_at, :now, :invitation_id, :answer, :result)""",
        key=key,
        channel=channel,
        received_at=received_at,
        now=now,
        invitation_id=invitation_id,
        answer=answer,
        result=result,
    )


def to_read(db: Database) -> int:
    """How many messages a person has to read."""
    return db.number("SELECT count(*) FROM replies WHERE result = 'to_read'")
