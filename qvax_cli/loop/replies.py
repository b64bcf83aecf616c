"""What a message that came in comes to: an answer, news of a message of ours, or something for a person to read."""

from typing import NamedTuple

from qvax_cli.channels import Reply, Report
from qvax_cli.loop.answer import apply
from qvax_cli.loop.availability import give_back
from qvax_cli.loop.match import Match, match
from qvax_cli.loop.move import note, note_on
from qvax_cli.loop.notify import write
from qvax_cli.loop.reach import Reach
from qvax_cli.loop.register import set_availability
from qvax_cli.loop.undelivered import came_back
from qvax_cli.messages.own_lines import is_ours
from qvax_cli.rules import message_id
from qvax_cli.rules.answer_text import Question, Written, excerpt, parted, read_answer, read_times
from qvax_cli.rules.invitation import AWAITED
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.windows import Window
from qvax_cli.store import asked as store
from qvax_cli.store import centers, deliveries, outbox, recipients
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.outbox import Message
from qvax_cli.store.people import Reservist
from qvax_cli.store.replies import ASKS_TO_LEAVE

_UNCLEAR = "a mail system says what is not understood about"


class Read(NamedTuple):
    """What a message came to: `result` as in the table of replies. `to_read`: a person has to read it, whatever it came
    to; `person`: whom it is from or about, where that is no invitation; `why`: for them, why a message of ours came
    back, or what a message says that needs no answer; `excerpt`: its words, where known; `undeliverable`: the
    invitation that became so by it; `freed`: the offers that may have a dose to give again; `windows`: when they can
    come, where they said so."""

    result: str
    asked: Asked | None = None
    answer: str | None = None
    why: str = ""
    message: Message | None = None
    undeliverable: Asked | None = None
    freed: tuple[int, ...] = ()
    to_read: bool = False
    excerpt: str = ""
    person: Reservist | None = None
    windows: tuple[Window, ...] = ()


def take(db: Database, channel: str, reply: Reply, reach: Reach, *, now: Instant) -> Read:
    """Applies a message in the caller's transaction."""
    read = _take(db, channel, reply, reach, now=now)
    if read.result == "to_read" and read.asked and _was_in_time(read.asked, reply.received_at):
        give_back(db, read.asked, now=now)  # nobody is silent from whom, or about whom, a message lay unread (R18)
    return read


def _was_in_time(asked: Asked, received_at: Instant) -> bool:
    """Whether a message that is read after somebody expired had come before that, as far as that can be."""
    one = asked.invitation
    if one.state != "expired" or one.sent_at is None or one.expires_at is None:
        return False
    return one.sent_at <= received_at <= one.expires_at


def _take(db: Database, channel: str, reply: Reply, reach: Reach, *, now: Instant) -> Read:
    if reply.fault:
        return Read("to_read", why=reply.fault)
    if reply.report is not None:
        return _report(db, channel, reply.report, reach, received_at=reply.received_at, now=now)
    written = parted(reply.subject, reply.body, is_ours)
    words = excerpt(written, is_ours)
    meant = match(db, reply, written, channel)
    if reply.automatic:
        return _automatic(db, reply, meant, words, now)
    if times := _times(db, channel, reply, written, meant, reach, now=now):
        return times
    if meant.asked is None:
        why = ASKS_TO_LEAVE if read_answer(written, Question()).leave else meant.why
        return Read("to_read", why=why, excerpt=words, person=meant.person)
    answer, leave = read_answer(written, _question(meant.asked, reply.received_at))
    if answer is None:
        why = ASKS_TO_LEAVE if leave else "it says neither a clear yes nor a clear no"
        return Read("to_read", meant.asked, why=why, excerpt=words)
    applied = apply(db, meant.asked, answer, received_at=reply.received_at, now=now)
    why = ASKS_TO_LEAVE if leave else ""
    return Read(applied.result, meant.asked, answer, why, freed=applied.offers, to_read=leave, excerpt=words)


def _times(
    db: Database, channel: str, reply: Reply, written: Written, meant: Match, reach: Reach, *, now: Instant
) -> Read | None:
    """Days and hours of somebody who is being asked nothing are theirs from now on, and what was understood is written
    back to them. None where it is anything else, or not all of it is understood."""
    person = meant.asked.reservist if meant.asked else meant.person
    if person is None or person.state != "listed" or store.held_by(db, person.id):
        return None
    center = centers.by_id(db, person.center_id)
    question = Question(
        code=meant.asked.invitation.code if meant.asked else "",
        person=person.name or "",
        contact=person.contact_name or "",
        places=(center.name, center.town),
        received_at=reply.received_at,
    )
    coming = [one for one in read_times(written, question, person.language) if one.end > now]
    if not coming:
        return None
    windows = set_availability(db, person, coming, add=False, now=now, by=f"written by {channel}")
    write(db, person, "noted", reach, now=now, preferred=channel)
    return Read("noted", meant.asked, person=person, windows=windows)


def _question(asked: Asked, received_at: Instant) -> Question:
    """What an answer that came at that moment answers."""
    invitation, offer, person, center = asked
    return Question(
        code=invitation.code,
        person=person.name or "",
        contact=person.contact_name or "",
        places=(center.name, center.town),
        window=(offer.from_at, offer.until_at),
        received_at=received_at,
    )


def _automatic(db: Database, reply: Reply, meant: Match, words: str, now: Instant) -> Read:
    """What came as machines write. Nothing that names one of ours goes without a word (R37)."""
    if meant.asked is None:
        return Read("to_read", why=meant.why, person=meant.person) if meant.ours else Read("ignored")
    if not reply.autoreply:
        return Read("to_read", meant.asked, why="it came as mails of lists and mail systems come")
    note(db, "automatic answer", meant.asked, now=now)
    # Whoever has answered has read it. For who has not, somebody has to phone; nor are they silent (R18).
    waits = meant.asked.invitation.state in AWAITED or _was_in_time(meant.asked, reply.received_at)
    why = "a program answered, so perhaps nobody has read the message"
    return Read("to_read" if waits else "ignored", meant.asked, why=why, excerpt=words)


def _report(db: Database, channel: str, report: Report, reach: Reach, *, received_at: Instant, now: Instant) -> Read:
    message = _message(db, channel, report)
    if message is None:
        if report.delivered is False:
            return Read("to_read", why="a message came back, and it is not clear which")
        return Read("ignored") if report.understood else Read("to_read", why=f"{_UNCLEAR} something")
    to = recipients.of(db, message)
    read = Read("ignored", to.asked, person=None if to.asked else to.reservist)
    if not report.understood:
        return read._replace(result="to_read", why=f"{_UNCLEAR} our {message.kind.replace('_', ' ')}")
    if report.delivered is None:
        if report.why:
            note_on(db, "delayed", message, to, now=now)
        return read._replace(why=report.why)
    if report.delivered:
        deliveries.delivered(db, message, received_at)
        return read._replace(result="delivered")
    why = report.why or "it could not be delivered"
    gone = came_back(db, message, why, reach, received_at=received_at, now=now)
    freed = (gone.offer.id,) if gone else ()
    return read._replace(result="bounced", why=report.why, message=message, undeliverable=gone, freed=freed)


def _message(db: Database, channel: str, report: Report) -> Message | None:
    """The message of ours that a report is about, by whatever it names."""
    if ours := message_id.read(report.message_id):
        message = outbox.find(db, ours.number)
        if message and message.kind == ours.kind and recipients.of(db, message).code == ours.code:
            return message
    if report.reference and (message := deliveries.by_reference(db, channel, report.reference)):
        return message
    if report.code and (named := store.of_codes(db, [report.code])):
        return deliveries.last_taken(db, channel, invitation_id=named[0].invitation.id)
    return deliveries.last_taken(db, channel, mobile=report.to) if report.to else None
