"""Where the log ends, and when something was last written there; apart from events.py, for whoever writes nothing."""

from typing import NamedTuple

from qvax_cli.store.database import Database
from qvax_cli.store.rows import Row

#: What the first event is bound to.
_BEGINNING = bytes(32)


class Head(NamedTuple):
    """The newest event: its number, and the hash that the next one is bound to."""

    id: int
    hash: bytes

    @property
    def text(self) -> str:
        """As people write it down, to hold the log to it one day: the number and 12 signs of the hash (R34)."""
        return f"{self.id}:{self.hash.hex()[:12]}"


def head(db: Database) -> Head:
    """Where the log ends; before its first event, where it begins."""
    return head_of(db.one(db.LOG_END))


def head_of(row: Row | None) -> Head:
    """The end that a database has found."""
    return Head(0, _BEGINNING) if row is None else Head(int(row["id"]), bytes(row["hash"]))


def newest_at(db: Database) -> int | None:
    """When the newest event was."""
    row = db.one("SELECT at FROM events ORDER BY id DESC LIMIT 1")
    return None if row is None else int(row["at"])


def last_at(db: Database, kinds: list[str]) -> int | None:
    """When the newest event of these kinds was."""
    row = db.one("SELECT max(at) AS at FROM events WHERE what IN (:kinds)", kinds=kinds)
    return None if row is None or row["at"] is None else int(row["at"])
