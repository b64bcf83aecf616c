"""The regular round: answers first, then silence, then the next invitations, then closing (R15)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qvax_cli.channels import Inbox, NotHandedOver, Reply
from qvax_cli.channels.incoming import believable
from qvax_cli.errors import DatabaseFailure
from qvax_cli.loop.expire import Ended, close_past, expire
from qvax_cli.loop.reach import Reach
from qvax_cli.loop.reading import read_in_time
from qvax_cli.loop.repeat import make_windows
from qvax_cli.loop.replies import Read, take
from qvax_cli.loop.settle import Settled, settle
from qvax_cli.rules.answer_text import shown
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.masked import masked
from qvax_cli.rules.windows import Window
from qvax_cli.store import offers, replies, troubles
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database, Forbidden
from qvax_cli.store.operators import allowed, kept_to


class Fetched(NamedTuple):
    """What an inbox held, in the order it was received; `trouble` when it could not be read, or not all of it.

    `inbox` is None when its reading did not end in time: then nothing can be put away there now.
    """

    inbox: Inbox | None
    name: str
    replies: list[Reply]
    trouble: str


class AnswerRead(NamedTuple):
    """An answer that a message held, and what it came to."""

    code: str
    answer: str
    result: str


class CameBack(NamedTuple):
    """A message of ours that did not reach its person after all. code: of the invitation that it is about, if any."""

    code: str | None
    kind: str
    channel: str
    why: str
    reservist: int | None


class Note(NamedTuple):
    """What a message says of one of ours that needs no answer, and nobody's eyes for long: late, an absence. code: of
    the invitation that ours is about, if any."""

    code: str | None
    channel: str
    why: str
    reservist: int | None


class Noted(NamedTuple):
    """When somebody can come, as they wrote."""

    reservist: int
    name: str
    windows: tuple[Window, ...]


@dataclass
class Round:
    """What a round found and did. `to_read` counts the new messages that a person has to read; `notes` holds what
    was said and needs no answer; `unread` the channels whose answers could not be read, and why; `freed` the offers
    that a message has set a dose free of; `settled` what followed; `troubles` what else went wrong. `only`: the center
    of whoever made it, where they are told of no other."""

    answers: list[AnswerRead] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)
    to_read: int = 0
    came_back: list[CameBack] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    undeliverable: list[Asked] = field(default_factory=list)
    ended: Ended = field(default_factory=lambda: Ended([], [], [], [], []))
    settled: Settled = field(default_factory=Settled)
    freed: set[int] = field(default_factory=set)
    unread: dict[str, str] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    only: int | None = None

    def tells_of(self, read: Read) -> bool:
        """Whether a message is told; from whom it is may not be known."""
        about = read.asked.center.id if read.asked else read.person and read.person.center_id
        return about is None or self.only in (None, about)


def round_at(db: Database, center_id: int | None, *, task: str = "make a round") -> int | None:
    """Where whoever is at work may make a round: at that center, else at their own; None: at all. Refused."""
    return allowed(db, task, center_id)


def fetch(
    inboxes: Iterable[Inbox], clock: Callable[[], Instant], meanwhile: Callable[[], None] | None = None
) -> list[Fetched]:
    """Looks into the inboxes, outside of any transaction: a slow mail server must hold up nobody else. meanwhile: as
    for `read_in_time`."""
    fetched = []
    for inbox in inboxes:
        held, trouble, ended = read_in_time(inbox, meanwhile)
        # A server whose clock is ahead must not make an answer later than it can have been (R15).
        latest = clock()
        dated = [one._replace(received_at=believable(one.received_at, latest)) for one in held]
        dated.sort(key=lambda reply: (reply.received_at, reply.key))
        fetched.append(Fetched(inbox if ended else None, inbox.name, dated, trouble))
    return fetched


def poll(
    db: Database,
    fetched: Sequence[Fetched],
    reach: Reach,
    *,
    now: Instant,
    center_id: int | None = None,
    rehearsal: bool = False,
    task: str = "make a round",
) -> Round:
    """A whole round (R15): answers, silence, invitations, closing. Twice, or two at once, does nothing twice.

    `now` is a moment before the inboxes were read: silence ends what ended before it, so that every answer which came
    in time has been seen. As a `rehearsal`, in a transaction of the caller that is then rolled back, it leaves the
    inboxes as they are. task: what it is a part of (rules/roles.py). Refused.
    """
    center_id = round_at(db, center_id, task=task)
    outcome = Round(only=kept_to(db))
    for one in fetched:
        _read(db, one, outcome, reach, now=now, rehearsal=rehearsal)
    make_windows(db, now=now)
    with db.write():
        troubles.forget_others(db, "out", reach.names)
        troubles.forget_others(db, "in", {one.name for one in fetched})
        outcome.ended = expire(db, now=now, center_id=center_id, unread=outcome.unread.keys())
        # Also where a message has just set a dose free: the next is asked at once (R17), whatever the center.
        concerned = [
            offer.id
            for offer in offers.in_play(db, None)
            if center_id in (None, offer.center_id) or offer.id in outcome.freed
        ]
        outcome.settled = settle(db, concerned, reach, now=now).at(outcome.only)
        outcome.ended = close_past(db, outcome.ended, now=now, center_id=center_id)
    return outcome


def _read(db: Database, fetched: Fetched, outcome: Round, reach: Reach, *, now: Instant, rehearsal: bool) -> None:
    """Applies what has come in, in the order it was received, each message in a transaction of its own.

    A message is remembered with its effect, so that dying before `done` does nothing twice. What a person has to
    read stays in the inbox until they have.
    """
    done = []
    for reply in fetched.replies:
        try:
            with db.write():
                waits = _one(db, fetched, reply, outcome, reach, now)
        except Exception as error:
            if isinstance(error, DatabaseFailure) and not isinstance(error, Forbidden):
                raise
            # A fault of ours in one message must not keep all the others from being read, at every poll anew. Nothing
            # of what stands in it is touched again.
            failed = Read("to_read", why=f"qvax failed on it ({type(error).__name__})")
            bare = reply._replace(subject="", body="", sender="")
            try:
                with db.write():
                    waits = _note(db, fetched, bare, failed, outcome, now)
            except Forbidden:  # another center has read it, which a login does not see: it is left to them
                waits = True
        if not waits:
            done.append(reply)
    if fetched.trouble:
        outcome.unread[fetched.name] = fetched.trouble
    if not rehearsal:
        _remember(db, fetched.name, fetched.trouble, now)
    if fetched.inbox is not None:
        _put_away(fetched.inbox, [] if rehearsal else done, outcome)


def _one(db: Database, fetched: Fetched, reply: Reply, outcome: Round, reach: Reach, now: Instant) -> bool:
    """Applies a message, if it is a new one; whether a person has to read it."""
    known = replies.known(db, reply.key)
    if known:
        return known.open
    read = take(db, fetched.name, reply, reach, now=now)
    return _note(db, fetched, reply, read, outcome, now)


def _note(db: Database, fetched: Fetched, reply: Reply, read: Read, outcome: Round, now: Instant) -> bool:
    """Remembers what a message came to; whether a person has to read it."""
    to_read = read.to_read or read.result == "to_read"
    if read.asked is not None and read.answer is not None:
        replies.settle_of(db, read.asked.invitation.id, reply.received_at, now, but_for=replies.ASKS_TO_LEAVE)
    replies.add(
        db,
        reply.key,
        fetched.name,
        received_at=reply.received_at,
        now=now,
        invitation_id=read.asked and read.asked.invitation.id,
        reservist_id=read.person.id if read.person and not read.asked else None,
        answer=read.answer,
        result=read.result,
        to_read=to_read,
        why=read.why or None,
        sender=_known_by(reply.sender) if to_read else None,
        subject=shown(reply.subject) if to_read else None,
        excerpt=read.excerpt or shown(reply.body) if to_read else None,
    )
    outcome.freed.update(read.freed)
    if outcome.tells_of(read):
        outcome.to_read += to_read
        _tell(outcome, fetched.name, read)
    return to_read


def _known_by(sender: str) -> str:
    """Whom a message is from, for whoever has to read it: a mobile as it is, an address without a national number."""
    return sender if sender[:1] == "+" and sender[1:].isdecimal() else masked(sender, "[number]")


def _tell(outcome: Round, channel: str, read: Read) -> None:
    if read.asked is not None and read.answer is not None:
        outcome.answers.append(AnswerRead(read.asked.invitation.code, read.answer, read.result))
    code, person = (read.asked and read.asked.invitation.code), (read.person and read.person.id)
    if read.message is not None:
        message = read.message
        outcome.came_back.append(CameBack(code, message.kind, message.channel, read.why, person))
    if read.person is not None and read.windows:
        outcome.noted.append(Noted(read.person.id, read.person.name or "", read.windows))
    if read.undeliverable is not None:
        outcome.undeliverable.append(read.undeliverable)
    if read.result == "ignored" and read.why:
        outcome.notes.append(Note(code, channel, read.why, person))


def _remember(db: Database, name: str, trouble: str, now: Instant) -> None:
    """Since when an inbox cannot be read, for `status`."""
    if trouble:
        with db.write():
            troubles.failed(db, name, "in", trouble, now=now, next_try_at=now)
    elif troubles.of(db, name, "in"):
        with db.write():
            troubles.works(db, name, "in")


def _put_away(inbox: Inbox, done: list[Reply], outcome: Round) -> None:
    """That something cannot be put away costs nothing: it comes again, as known."""
    try:
        for reply in done:
            inbox.done(reply)
        inbox.close()
    except NotHandedOver as trouble:
        outcome.troubles.append(f"{inbox.name}: {trouble.reason}")
