"""The log (R24, R33): what changed, when, by whose hand, about whom by id. Append-only; it names nobody.

Each event holds the facts that later decisions come from, and is bound to the one before (rules/log_chain.py).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256

from qvax_cli.rules.log_chain import event_text, facts_text, link, spans
from qvax_cli.store.database import Database, Forbidden
from qvax_cli.store.log_end import Head, head

_spans = lru_cache(maxsize=10_000)(spans)  # the same few windows come again and again


#: What an event about many people tells of one: reservist_id, center_id, the windows from now on, and what binds birth
#: date and lot to the log.
Line = tuple[int, int, tuple[tuple[int, int], ...], bytes]


def record(
    db: Database,
    what: str,
    now: int,
    *,
    center: int | None = None,
    offer: int | None = None,
    invitation: int | None = None,
    reservist: int | None = None,
    detail: str | None = None,
    facts: Mapping[str, object] | None = None,
) -> int:
    """Adds an event, in the transaction of the change that it tells of; its number.

    facts: what the log is played again from (docs/reference/log.md). Neither they nor `detail` hold personal data.
    """
    if center is not None:
        db.concerns(center)
    told = facts_text(facts) if facts is not None else None
    words = (_line(db.operator), _line(what))
    about = (center, offer, invitation, reservist, None if detail is None else _line(detail))
    event = (now, *words, *about, told)
    known: Head | None = db.ends.get("log")
    added = _added_after(db, known, event) or _add(db, head(db), event)
    db.ends["log"] = added
    return added.id


def _added_after(db: Database, known: Head | None, event: Sequence[int | str | None]) -> Head | None:
    """The event, where the log ends still where we left it; None when somebody has written since, which the database
    knows: the number is taken."""
    try:
        return None if known is None else _add(db, known, event)
    except Forbidden:
        return None


def _add(db: Database, last: Head, event: Sequence[int | str | None]) -> Head:
    """The event, bound to the last one. Forbidden when that was not the last."""
    now, operator, what, center, offer, invitation, reservist, detail, told = event
    digest = link(last.hash, event_text((last.id + 1, *event)))
    db.run(
        """INSERT INTO events (id, at, operator, what, center_id, offer_id, invitation_id, reservist_id, detail, facts,
                               hash)
           VALUES (:id, :now, :operator, :what, :center, :offer, :invitation, :reservist, :detail, :facts, :hash)""",
        id=last.id + 1,
        now=now,
        operator=operator,
        what=what,
        center=center,
        offer=offer,
        invitation=invitation,
        reservist=reservist,
        detail=detail,
        facts=told,
        hash=digest,
    )
    return Head(last.id + 1, digest)


def record_people(db: Database, what: str, now: int, people: Sequence[Line], *, detail: str) -> None:
    """Adds one event about many people."""
    import zlib

    lines = "".join([f"{number} {center} {_spans(windows)}\n" for number, center, windows, _ in people]).encode()
    commitments = b"".join([commitment for _, _, _, commitment in people])
    facts = {"people": len(people), "lines": sha256(lines).digest(), "commitments": sha256(commitments).digest()}
    event = record(db, what, now, detail=detail, facts=facts)
    db.run(
        "INSERT INTO portions (event_id, people, commitments) VALUES (:event, :people, :commitments)",
        event=event,
        people=zlib.compress(lines, 1),
        commitments=commitments,
    )


def _line(text: str) -> str:
    """Without line ends, which stand between the fields of an event's text."""
    return text if text.isprintable() else " ".join(text.split())
