"""Schema 5: a log that can be played again. Each event is bound to the one before, and holds what decisions came from.

The events of before are bound as they are. What they did not tell is told once, for everybody who is on the list and
every offer that goes on: from there the log is complete.
"""

import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby, islice
from operator import itemgetter

from qvax_cli.store.migrations import Connection

_TABLES = (
    "DROP TRIGGER events_stay",
    "DROP TRIGGER events_are_kept",
    """CREATE TABLE new_events (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    operator TEXT NOT NULL,
    what TEXT NOT NULL,
    center_id INTEGER,
    offer_id INTEGER,
    invitation_id INTEGER,
    reservist_id INTEGER,
    detail TEXT,
    facts TEXT,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT""",
    # The people of an event that is about many: a line for each, compressed, and what binds their facts to the log.
    """CREATE TABLE portions (
    event_id INTEGER PRIMARY KEY REFERENCES events (id),
    people BLOB NOT NULL,
    commitments BLOB NOT NULL
) STRICT""",
    "ALTER TABLE reservists ADD COLUMN salt BLOB CHECK (salt IS NULL OR length(salt) = 16 AND state <> 'erased')",
    "UPDATE reservists SET salt = randomblob(16) WHERE state <> 'erased'",
)
_RULES = (
    "DROP TABLE events",
    "ALTER TABLE new_events RENAME TO events",
    "CREATE INDEX events_of_an_offer ON events (offer_id) WHERE offer_id IS NOT NULL",
    "CREATE INDEX events_of_a_person ON events (reservist_id) WHERE reservist_id IS NOT NULL",
    """CREATE TRIGGER events_follow BEFORE INSERT ON events
       WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM events)
       BEGIN SELECT RAISE(ABORT, 'the log has no gaps'); END""",
    """CREATE TRIGGER events_stay BEFORE UPDATE ON events
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER events_are_kept BEFORE DELETE ON events
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER portions_stay BEFORE UPDATE ON portions
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER portions_are_kept BEFORE DELETE ON portions
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
)
_PORTION = 5_000
_OFFER = ("doses", "state", "from", "until", "min_age", "max_age", "policy", "surplus", "answer", "overlap",
          "last_call", "opened")  # fmt: skip
_INVITATION = ("state", "asked", "sent", "expires", "answer", "received")
_HELD = "('queued', 'sent', 'standby', 'confirmed')"


def migrate(conn: Connection) -> None:
    """Binds what there is, and completes it."""
    for statement in _TABLES:
        conn.execute(statement)
    log = _Log(conn)
    for row in conn.execute(
        """SELECT at, operator, what, center_id, offer_id, invitation_id, reservist_id, detail, NULL
           FROM events ORDER BY id"""
    ):
        log.add(tuple(row))
    if log.newest:
        _complete(conn, log)
    for statement in _RULES:
        conn.execute(statement)


class _Log:
    """The events, one after the other."""

    def __init__(self, conn: Connection) -> None:
        self.newest = 0
        self.at = 0
        self._conn = conn
        self._hash = bytes(32)

    def add(self, fields: tuple[int | str | None, ...]) -> None:
        self.newest += 1
        self.at = max(self.at, int(fields[0] or 0))
        event = (self.newest, *(" ".join(field.split()) if isinstance(field, str) else field for field in fields))
        text = "\n".join("" if field is None else str(field) for field in event)
        self._hash = sha256(self._hash + text.encode()).digest()
        self._conn.execute("INSERT INTO new_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*event, self._hash))

    def tell(self, what: str, facts: str, *about: int | None) -> None:
        self.add((self.at, "qvax", what, *(about or (None,) * 4), None, facts))


def _complete(conn: Connection, log: _Log) -> None:
    log.tell("log completed", f"from={log.newest + 1}")
    people = _people(conn)
    while portion := list(islice(people, _PORTION)):
        lines = "".join(line for line, _ in portion).encode()
        commitments = b"".join(commitment for _, commitment in portion)
        hashes = f"lines={sha256(lines).hexdigest()} commitments={sha256(commitments).hexdigest()}"
        log.tell("people carried over", f"people={len(portion)} {hashes}")
        conn.execute("INSERT INTO portions VALUES (?, ?, ?)", (log.newest, zlib.compress(lines, 1), commitments))
    for row in conn.execute(
        """SELECT id, center_id, doses, state, from_at, until_at, min_age, max_age, policy, surplus, answer_seconds,
                  overlap_seconds, last_call_seconds, opened_at FROM offers AS o WHERE state IN ('open', 'filled')
           OR EXISTS (SELECT 1 FROM invitations AS i WHERE i.offer_id = o.id AND i.state = 'confirmed') ORDER BY id"""
    ):
        log.tell("offer carried over", _facts(_OFFER, row[2:]), row[1], row[0], None, None)
    for row in conn.execute(
        f"""SELECT i.id, i.offer_id, i.reservist_id, o.center_id, i.state, i.asked_at, i.sent_at, i.expires_at,
                  i.answer, i.answered_at FROM invitations AS i JOIN offers AS o ON o.id = i.offer_id
           WHERE i.state IN {_HELD} OR o.state IN ('open', 'filled') ORDER BY i.id"""
    ):
        log.tell("invitation carried over", _facts(_INVITATION, row[4:]), row[3], row[1], row[0], row[2])


def _facts(names: Iterable[str], values: Iterable[object]) -> str:
    return " ".join(f"{name}={value}" for name, value in zip(names, values, strict=True) if value is not None)


def _people(conn: Connection) -> Iterator[tuple[str, bytes]]:
    """The line and the commitment of everybody on the list."""
    windows = groupby(
        conn.execute("SELECT reservist_id, starts_at, ends_at FROM windows ORDER BY reservist_id, starts_at"),
        key=itemgetter(0),
    )
    owner, theirs = next(windows, (None, iter(())))
    for number, center, birth_date, lot, salt in conn.execute(
        "SELECT id, center_id, birth_date, lot, salt FROM reservists WHERE state = 'listed' ORDER BY id"
    ):
        while owner is not None and owner < number:
            owner, theirs = next(windows, (None, iter(())))
        spans = ",".join(f"{start}-{end}" for _, start, end in theirs) if owner == number else ""
        yield f"{number} {center} {spans}\n", sha256(salt + f"{birth_date} {lot}".encode()).digest()
