"""What a message that came in comes to: an answer, news of a message of ours, or something for a person to read."""

from typing import NamedTuple

from qvax_cli.channels import Reply, Report
from qvax_cli.loop.answer import apply
from qvax_cli.loop.compose import of_message_id
from qvax_cli.loop.match import match
from qvax_cli.loop.undelivered import came_back
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.replies import understand
from qvax_cli.store import invitations, outbox
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.outbox import Message


class Read(NamedTuple):
    """What a message came to: `result` as in the table of replies. `why`: for whoever has to read it, or why a message
    of ours came back; `undeliverable`: the invitation that became so by it; `freed`: the offers that may have a dose to
    give again."""

    result: str
    invitation: Invitation | None = None
    answer: str | None = None
    why: str = ""
    message: Message | None = None
    undeliverable: Invitation | None = None
    freed: tuple[int, ...] = ()


def take(db: Database, channel: str, reply: Reply, *, at: Instant, now: Instant) -> Read:
    """Applies a message in the caller's transaction. at: when it counts as received (R15)."""
    if reply.report is not None:
        return _report(db, channel, reply.report, at, now)
    if reply.automatic:
        return Read("ignored")
    meant = match(db, reply, channel)
    if meant.invitation is None:
        return Read("to_read", why=meant.why)
    answer = understand(reply.subject, reply.body).answer
    if answer is None:
        return Read("to_read", meant.invitation, why="it says neither a clear yes nor a clear no")
    applied = apply(db, meant.invitation, answer, received_at=at, now=now)
    return Read(applied.result, meant.invitation, answer, freed=applied.offers)


def _report(db: Database, channel: str, report: Report, at: Instant, now: Instant) -> Read:
    message = _message(db, channel, report)
    if message is None:
        failed = report.delivered is False
        return Read("to_read", why="a message came back, and it is not clear which") if failed else Read("ignored")
    invitation = invitations.by_id(db, message.invitation_id)
    if report.delivered is None:
        return Read("ignored", invitation)
    if report.delivered:
        outbox.delivered(db, message, at)
        return Read("delivered", invitation)
    gone = came_back(db, message, report.why or "it could not be delivered", at=at, now=now)
    freed = (gone.offer_id,) if gone else ()
    return Read("bounced", invitation, why=report.why, message=message, undeliverable=gone, freed=freed)


def _message(db: Database, channel: str, report: Report) -> Message | None:
    """The message of ours that a report is about, by whatever it names."""
    if ours := of_message_id(report.message_id):
        number, kind, code = ours
        message = outbox.find(db, number)
        if message and message.kind == kind and invitations.by_id(db, message.invitation_id).code == code:
            return message
    if report.reference and (message := outbox.by_reference(db, channel, report.reference)):
        return message
    if report.code and (invitation := invitations.first_of(db, (report.code,))):
        return outbox.last_taken(db, channel, invitation_id=invitation.id)
    return outbox.last_taken(db, channel, mobile=report.to) if report.to else None
