"""Hands the messages of the outbox to their channels, after the commit that wrote them (R13).

Only one process at a time does this for a database, and a killed one frees the lock by dying: what it had not
recorded is handed over again by the next run, under the same name and Message-ID. Within it the channels work side
by side, in threads (lanes.py); everything about the database happens here, and every result is recorded at once.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from qvax_cli.channels import Broken, Channel, Refused, Taken, TryLater, Unreachable
from qvax_cli.files import alone
from qvax_cli.loop.compose import compose, is_erased, makes_sense
from qvax_cli.loop.connections import Job, Lane, Result
from qvax_cli.loop.invite import refill
from qvax_cli.loop.limits import Gate
from qvax_cli.loop.move import note
from qvax_cli.loop.notify import tell
from qvax_cli.loop.reach import Reach
from qvax_cli.loop.retry import channel_failed, put_off
from qvax_cli.loop.undelivered import lapsed, refused
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import attempts, invitations, offers, outbox, troubles
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.outbox import Message


@dataclass
class HandOver:
    """One round through the outbox, and what came of it: whose clock started, who was invited because somebody else
    could not be reached, who that was, which other messages failed for good, and what the channels said about those
    that wait."""

    db: Database
    channels: Mapping[str, Channel]
    reach: Reach
    clock: Callable[[], Instant]
    asked: list[Invitation] = field(default_factory=list)
    undeliverable: list[Invitation] = field(default_factory=list)
    invited: list[Invitation] = field(default_factory=list)
    failed: list[Message] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    _lanes: dict[str, Lane] = field(default_factory=dict)
    _down: set[str] = field(default_factory=set)
    _under_way: set[int] = field(default_factory=set)
    _results: "SimpleQueue[Result]" = field(default_factory=SimpleQueue)
    _back: list[Result] = field(default_factory=list)

    def run(self) -> "HandOver":
        """Tries every message that is due; where nobody could be reached the next is asked at once."""
        if outbox.due(self.db, self.clock()):
            with alone(self.db.path, "hand-over"):
                try:
                    self._deliver()
                finally:
                    self._wind_up()
        return self

    def _deliver(self) -> None:
        if attempts.under_way(self.db):
            with self.db.write():
                attempts.end_lost(self.db, self.clock())
        gate = Gate(self.db, self.channels, self.reach, self._lanes)
        while True:
            with self.db.write():
                self._record()
                going = self._next(gate)
            self._back.clear()
            for job in going:
                self._lanes[job.message.channel].give(job)
                self._under_way.add(job.message.id)
            if not self._under_way:
                break
            self._wait()
        self.troubles += [f"{name}: {why}" for name, why in gate.said.items()]

    def _wait(self) -> None:
        """Until something has come back; then all that has."""
        self._came(self._results.get())
        self._collect()

    def _collect(self) -> None:
        with suppress(Empty):
            while True:
                self._came(self._results.get_nowait())

    def _came(self, result: Result) -> None:
        self._back.append(result)
        self._under_way.discard(result.job.message.id)
        self._lanes[result.job.message.channel].back(result)

    def _wind_up(self) -> None:
        """However it ends (Ctrl-C too): what is under way comes back and is recorded, then the connections end."""
        try:
            while self._under_way:
                self._wait()
        finally:
            for lane in self._lanes.values():
                lane.stop()
            self._collect()
            if self._back:
                with self.db.write():
                    self._record()

    def _next(self, gate: Gate) -> list[Job]:
        """Chooses what goes now, as much as the connections can take, and writes down that it goes."""
        now = self.clock()
        gate.turn(now)
        going = []
        for message in outbox.due(self.db, now):
            if message.id in self._under_way or not gate.open_for(message):
                continue
            if not makes_sense(self.db, message, now):
                self._not_sent(message, "its moment has passed", now)
            elif (quiet := gate.quiet_until(message)) is None:
                going.append(self._job(message, now))
                gate.passed(message)
            elif quiet > message.not_after:
                self._not_sent(message, "the quiet hours last longer than it makes sense", now)
            else:
                outbox.put_off(self.db, message, "it waits for the end of the quiet hours", quiet)
        return going

    def _job(self, message: Message, now: Instant) -> Job:
        channel = self.channels[message.channel]
        if message.channel not in self._lanes:
            self._lanes[message.channel] = Lane(channel, self._results, self.clock)
        letter = compose(self.db, channel, message, now)
        return Job(message, attempts.begin(self.db, message.id, now), letter, now)

    def _not_sent(self, message: Message, why: str, now: Instant) -> None:
        gone = lapsed(self.db, message, why, now=now)
        self.undeliverable += [gone] if gone else []

    def _record(self) -> None:
        """What came of the messages that are back, and whether their channels work."""
        for result in self._back:
            now, message, failure = self.clock(), result.job.message, result.failure
            answer = result.taken.answer if result.taken else failure and (failure.answer or failure.reason)
            attempts.end(self.db, result.job.attempt, _OUTCOMES[type(failure)], answer or "", now)
            if result.taken:
                self._taken(result.job, result.taken)
            elif isinstance(failure, Refused):
                self._refused(message, failure.reason, now)
            elif failure is not None and not isinstance(failure, Unreachable):
                put_off(self.db, message, failure.reason, now)
                self.troubles.append(f"{message.channel}: {failure.reason}")
        for name in {result.job.message.channel for result in self._back}:
            self._health(name)

    def _taken(self, job: Job, taken: Taken) -> None:
        message, letter = job.message, job.letter
        if is_erased(self.db, message):  # while it was on its way
            outbox.handed_over(self.db, message, taken.at, None, None, "")
            return
        if taken.at < job.written_at:  # it had left before, with the deadline of that moment
            letter = compose(self.db, self.channels[message.channel], message, taken.at)
        outbox.handed_over(self.db, message, taken.at, letter.subject, letter.body, taken.reference)
        if message.kind == "invitation":
            self.asked += _start_clock(self.db, message, taken.at)

    def _refused(self, message: Message, why: str, now: Instant) -> None:
        gone = refused(self.db, message, why, now=now)
        if gone is not None:
            self.undeliverable.append(gone)
            self.invited += refill(self.db, gone.offer_id, self.reach, now=now)
        elif message.kind != "invitation" and not outbox.still_open(self.db, message.invitation_id, message.kind):
            self.failed.append(message)

    def _health(self, name: str) -> None:
        lane = self._lanes[name]
        if lane.down and name not in self._down:
            self._down.add(name)
            channel_failed(self.db, name, lane.down, self.clock())
        elif lane.works and not lane.down:
            troubles.works(self.db, name, "out")


#: What an attempt came to, in the database.
_OUTCOMES: dict[type, str] = {
    type(None): "taken",
    TryLater: "later",
    Broken: "broken",
    Unreachable: "down",
    Refused: "refused",
}


def _start_clock(db: Database, message: Message, at: Instant) -> list[Invitation]:
    """The 30 minutes begin at the hand-over and never pass the end of the offer (R13). Whose they are, if they do."""
    invitation = invitations.by_id(db, message.invitation_id)
    offer = offers.get(db, invitation.offer_id)
    expires_at = min(at + offer.answer_seconds, offer.until_at)
    if invitations.sent(db, invitation.id, sent_at=at, expires_at=expires_at):
        note(db, "handed over", invitation, offer, now=at, detail=message.channel)
        return [invitation]
    if invitation.state == "cancelled":
        # Taken back while the message was on its way: now the person has heard of it, and must be told.
        tell(db, invitation, offer, "cancelled", now=at)
    return []
