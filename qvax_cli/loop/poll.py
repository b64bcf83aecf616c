"""The regular round: answers first, then silence, then the next invitations, then closing (R15)."""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from qvax_cli.channels import Reply
from qvax_cli.loop.answer import apply
from qvax_cli.loop.expire import Ended, expire
from qvax_cli.loop.invite import Reach, refill
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.replies import understand
from qvax_cli.store import invitations, offers, replies
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation


class Inbox(Protocol):
    """Where answers come in. `done` is called once a reply is in the database."""

    name: str

    def replies(self) -> Iterable[Reply]: ...

    def done(self, reply: Reply) -> None: ...


class AnswerRead(NamedTuple):
    """An answer that a message held, and what it came to."""

    code: str
    answer: str
    result: str


@dataclass
class Round:
    """What a round found and did."""

    answers: list[AnswerRead] = field(default_factory=list)
    to_read: int = 0
    ended: Ended = field(default_factory=lambda: Ended([], [], []))
    invited: list[Invitation] = field(default_factory=list)


def read_answers(db: Database, inbox: Inbox, found: Round, *, now: Instant, rehearsal: bool) -> None:
    """Applies what has come in, in the order it was received, each message in a transaction of its own.

    A message is remembered with its effect, so that dying before `done` does nothing twice.
    """
    for reply in sorted(inbox.replies(), key=lambda reply: (reply.received_at, reply.key)):
        with nullcontext() if rehearsal else db.write():
            if not replies.known(db, reply.key):
                _apply(db, inbox.name, reply, found, now)
        if not rehearsal:
            inbox.done(reply)


def _apply(db: Database, channel: str, reply: Reply, found: Round, now: Instant) -> None:
    reading = understand(reply.subject, reply.body)
    invitation = None if reply.automatic else invitations.first_of(db, reading.codes)
    received_at = min(reply.received_at, now)
    if invitation is None or reading.answer is None:
        result = "ignored" if reply.automatic else "to_read"
        found.to_read += result == "to_read"
    else:
        result = apply(db, invitation, reading.answer, received_at=received_at, now=now).result
        found.answers.append(AnswerRead(invitation.code, reading.answer, result))
    replies.add(
        db,
        reply.key,
        channel,
        received_at=received_at,
        now=now,
        invitation_id=None if invitation is None else invitation.id,
        answer=reading.answer,
        result=result,
    )


def poll(
    db: Database,
    inboxes: Iterable[Inbox],
    reach: Reach,
    *,
    now: Instant,
    center_id: int | None = None,
    rehearsal: bool = False,
) -> Round:
    """A whole round (R15): answers, silence, invitations, closing. Twice, or two at once, does nothing twice.

    As a `rehearsal` it stays inside the caller's transaction, which is then rolled back, and leaves the inboxes
    as they are.
    """
    found = Round()
    for inbox in inboxes:
        read_answers(db, inbox, found, now=now, rehearsal=rehearsal)
    with nullcontext() if rehearsal else db.write():
        found.ended = expire(db, now=now, center_id=center_id)
        found.invited = [
            invitation for offer in offers.in_play(db, center_id) for invitation in refill(db, offer.id, reach, now=now)
        ]
    return found
