"""Moves an invitation from one state to another: the state, the log, and what waited to be told, in one."""

from collections.abc import Mapping

from qvax_cli.errors import DatabaseFailure
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import events, invitations, outbox
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.outbox import Message
from qvax_cli.store.recipients import Recipient


def move(
    db: Database,
    asked: Asked,
    state: str,
    *,
    what: str,
    now: Instant,
    untrue: str = "",
    answer: str | None = None,
    answered_at: Instant | None = None,
) -> Asked:
    """The invitation in its new state, in the caller's transaction.

    what: for the log; untrue: why what still waits to be told is not true any more, and is dropped; answer: what was
    said at `answered_at`, if that is why. DatabaseFailure when the invitation is no longer what it was when it was
    read.
    """
    changed = invitations.change(db, asked.invitation, state, now=now, answer=answer, answered_at=answered_at)
    if changed is None:
        raise DatabaseFailure(
            f"invitation {asked.invitation.code} has changed while it was being worked on",
            "nothing was changed; try again",
            cause="overtaken",
        )
    if untrue:
        outbox.drop(db, changed.id, None, untrue)
    after = asked._replace(invitation=changed)
    note(db, what, after, now=now, facts={"state": state, "answer": answer, "received": answered_at})
    return after


def note(
    db: Database,
    what: str,
    asked: Asked,
    *,
    now: Instant,
    detail: str | None = None,
    facts: Mapping[str, object] | None = None,
) -> None:
    """Writes into the log what has happened to an invitation."""
    events.record(
        db,
        what,
        now,
        center=asked.center.id,
        offer=asked.offer.id,
        invitation=asked.invitation.id,
        reservist=asked.reservist.id,
        detail=detail,
        facts=facts,
    )


def note_on(
    db: Database,
    what: str,
    message: Message,
    to: Recipient,
    *,
    now: Instant,
    facts: Mapping[str, object] | None = None,
) -> None:
    """Writes into the log what has happened to a message."""
    detail = f"{message.kind} by {message.channel}"
    if to.asked:
        note(db, what, to.asked, now=now, detail=detail, facts=facts)
    else:
        person = to.reservist and to.reservist.id
        events.record(db, what, now, center=to.center_id, reservist=person, detail=detail)
