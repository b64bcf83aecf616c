"""Hands the messages of the outbox to their channels, after the commit that wrote them (R13).

Only one process at a time does this for a database, and a killed one frees the lock by dying: what it had not
recorded is handed over again by the next run, under the same name and Message-ID. Within it the channels work side
by side, in threads (connections.py); everything about the database happens here, and every result is recorded at once.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from queue import Empty, SimpleQueue

from qvax_cli.channels import Broken, Channel, Rejected, Stuck, Taken, TryLater, Unreachable
from qvax_cli.errors import DatabaseFailure
from qvax_cli.files import Occupied
from qvax_cli.loop.compose import Writer, makes_sense
from qvax_cli.loop.connections import Connections, Job, Result
from qvax_cli.loop.delivery import HandedOver
from qvax_cli.loop.limits import Limits
from qvax_cli.loop.move import note
from qvax_cli.loop.notify import tell
from qvax_cli.loop.reach import Reach
from qvax_cli.loop.refusals import Refusals
from qvax_cli.loop.retry import channel_failed, clock_behind, put_off
from qvax_cli.loop.settle import settle
from qvax_cli.loop.undelivered import lapsed, refused
from qvax_cli.messages import ASKING
from qvax_cli.rules.allocation import deadline
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import attempts, deliveries, invitations, outbox, recipients, troubles
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.outbox import Message
from qvax_cli.store.recipients import Recipient
from qvax_cli.times import stopwatch

#: How long another process may be handing over before we leave it to that one, and how long those may take to come back
#: that are under way when somebody ends us (seconds).
_PATIENCE, _FAREWELL = 10.0, 5.0
#: Where a channel has no limit of time.
_LONG = 3600.0


def hand_over(
    db: Database,
    channels: Mapping[str, Channel],
    reach: Reach,
    writer: Writer,
    clock: Callable[[], Instant],
    waiting: Callable[[], None] | None = None,
) -> HandedOver:
    """Tries every message that is due; where somebody cannot be reached the next is asked at once.

    waiting: called when another has been handing over for two seconds. What was decided stands (R39): that something
    goes wrong here is trouble, and no failure.
    """
    came = HandedOver()
    try:
        came.troubles += clock_behind(db, clock())
        if outbox.due(db, clock()):
            going = _Round(db, channels, reach, writer, clock, came)
            with db.alone("hand-over", patience=_PATIENCE, waiting=waiting), ExitStack() as held:
                held.callback(going.wind_up)
                going.deliver()
    except Occupied:
        came.troubles.append("another qvax is handing over; it will deliver this too")
    except DatabaseFailure as failure:
        came.troubles.append(failure.message)
    except OSError as error:
        came.troubles.append(f"the lock {error.filename} cannot be used: {error.strerror}")
    return came


class _Round:
    """One round through the outbox."""

    def __init__(
        self,
        db: Database,
        channels: Mapping[str, Channel],
        reach: Reach,
        writer: Writer,
        clock: Callable[[], Instant],
        came: HandedOver,
    ) -> None:
        self.db, self.channels, self.reach, self.writer = db, channels, reach, writer
        self.clock, self.came = clock, came
        self.connections: dict[str, Connections] = {}
        #: What is known of the channels in this round, and written down: whether they work.
        self.health: dict[str, bool] = {}
        #: What is under way, by attempt.
        self.under_way: dict[int, Job] = {}
        self.refusals: dict[str, Refusals] = defaultdict(Refusals)
        self.results: SimpleQueue[Result] = SimpleQueue()
        self.back: list[Result] = []

    def deliver(self) -> None:
        """Gives messages to their channels as long as these take any."""
        if attempts.under_way(self.db):
            with self.db.write():
                attempts.end_lost(self.db, self.clock())
        limits = Limits(self.db, self.channels, self.connections)
        while True:
            with self.db.write():
                self._record()
                going = self._next(limits)
            self.back.clear()
            for job in going:
                self.under_way[job.attempt] = job
                self.connections[job.message.channel].give(job)
            if self.under_way:
                self._wait()
            elif not self._judge():
                break
        self.came.troubles += [f"{name}: {why}" for name, why in limits.reasons.items()]

    def wind_up(self) -> None:
        """However it ends: what is under way comes back and is recorded, then the connections end. After a Ctrl-C
        that is a matter of seconds: who is not back by then may have been told, as after a kill."""
        try:
            seconds = stopwatch()
            while self.under_way and seconds() < _FAREWELL:
                self._wait(_FAREWELL - seconds())
        finally:
            for connections in self.connections.values():
                connections.stop()
            self._collect()
            if self.back:
                with self.db.write():
                    self._record()

    def _wait(self, most: float | None = None) -> None:
        """Until something has come back; then all that has. What takes longer than it may counts as stuck."""
        left = [limit - job.seconds() for job in self.under_way.values() if (limit := self._time_limit(job))]
        try:
            self._take_back(self.results.get(timeout=max(0.0, min([*left, _LONG if most is None else most]))))
        except Empty:
            for job in list(self.under_way.values()):
                limit = self._time_limit(job)
                if limit is not None and job.seconds() >= limit:
                    reason = f"it takes longer than {limit:g} seconds for a message"
                    self._take_back(Result(job, None, Stuck(reason), job.seconds(), False))
        self._collect()

    def _time_limit(self, job: Job) -> float | None:
        return self.channels[job.message.channel].time_limit

    def _collect(self) -> None:
        with suppress(Empty):
            while True:
                self._take_back(self.results.get_nowait())

    def _take_back(self, result: Result) -> None:
        # One that comes after it was given up is not counted twice.
        if self.under_way.pop(result.job.attempt, None) is not None:
            self.back.append(result)
            self.connections[result.job.message.channel].back(result)

    def _next(self, limits: Limits) -> list[Job]:
        """Chooses what goes now, as much as the connections can take, and writes down that it goes."""
        now = self.clock()
        limits.refresh(now)
        going = []
        waits = {job.message.id for job in self.under_way.values()} | self._held()
        for message in outbox.due(self.db, now):
            if message.id in waits or not limits.allow(message):
                continue
            to = recipients.of(self.db, message)
            if not makes_sense(message, to, now):
                self._not_sent(message, to, "its moment has passed", now)
            elif (quiet := self.reach.quiet_until(to.center_id, message.kind, now)) is None:
                going.append(self._job(message, to, now))
                limits.used(message)
            elif quiet > message.not_after:
                self._not_sent(message, to, "the quiet hours last longer than it makes sense", now)
            else:
                deliveries.put_off(self.db, message, "it waits for the end of the quiet hours", quiet)
        return going

    def _job(self, message: Message, to: Recipient, now: Instant) -> Job:
        channel = self.channels[message.channel]
        if message.channel not in self.connections:
            self.connections[message.channel] = Connections(channel, self.results, self.clock)
        letter = self.writer.letter(self.db, channel, message, to, now)
        return Job(message, to, attempts.begin(self.db, message.id, now), letter, now, stopwatch())

    def _not_sent(self, message: Message, to: Recipient, why: str, now: Instant) -> None:
        gone = lapsed(self.db, message, to, why, now=now)
        self.came.undeliverable += [gone] if gone else []

    def _record(self) -> None:
        """What came of the messages that are back, and whether their channels work."""
        for result in self.back:
            now, message, failure = self.clock(), result.job.message, result.failure
            answer = result.taken.answer if result.taken else failure and (failure.answer or failure.reason)
            attempts.end(self.db, result.job.attempt, _OUTCOMES[type(failure)], answer or "", now)
            if result.taken:
                self._taken(result.job, result.taken)
                self._give_up(self.refusals[message.channel].taken())
            elif isinstance(failure, Rejected):
                self._give_up(self.refusals[message.channel].add(result, failure))
            elif failure is not None and not isinstance(failure, Unreachable):
                put_off(self.db, message, failure.reason, now)
                self.came.troubles.append(f"{message.channel}: {failure.reason}")
        for name in {result.job.message.channel for result in self.back}:
            self._record_health(name)

    def _taken(self, job: Job, taken: Taken) -> None:
        message, letter, to = job.message, job.letter, job.to
        if to.asked and message.kind in ASKING and _start_clock(self.db, to.asked, message.channel, taken.at):
            self.came.asked.append(to.asked)
        else:
            to = recipients.of(self.db, message)
        if to.erased:  # while it was on its way
            deliveries.handed_over(self.db, message, taken.at, None, None, "")
            return
        if taken.at < job.written_at:  # it had left before, with the deadline of that moment
            letter = self.writer.letter(self.db, self.channels[message.channel], message, to, taken.at)
        deliveries.handed_over(self.db, message, taken.at, letter.subject, self.writer.kept(letter), taken.reference)
        if to.asked and message.kind in ASKING and to.asked.invitation.state == "cancelled":
            # Taken back while the message was on its way: now the person has heard of it, and must be told.
            tell(self.db, to.asked, "cancelled", now=taken.at)

    def _held(self) -> set[int]:
        return {result.job.message.id for refusals in self.refusals.values() for result in refusals.held}

    def _judge(self) -> bool:
        """Nothing is under way: what do the refusals mean that nothing contradicted? Whether there were any."""
        if not self._held():
            return False
        in_trouble = {trouble.name for trouble in troubles.every(self.db) if trouble.direction == "out"}
        with self.db.write():
            for name, refusals in self.refusals.items():
                for_good, down = refusals.judged(name, in_trouble)
                self._give_up(for_good)
                if down:
                    self.connections[name].down = down
                    self._record_health(name)
        return True

    def _give_up(self, results: list[Result]) -> None:
        for result in results:
            if result.failure is not None:
                self._refused(result.job.message, result.failure.reason, self.clock())

    def _refused(self, message: Message, why: str, now: Instant) -> None:
        gone = refused(self.db, message, why, self.reach, now=now)
        if gone is not None:
            self.came.undeliverable.append(gone)
            self.came.settled += settle(self.db, [gone.offer.id], self.reach, now=now)
        elif message.kind not in ASKING and not outbox.still_open(self.db, message):
            self.came.failed.append(message)

    def _record_health(self, name: str) -> None:
        connections = self.connections[name]
        if connections.down and self.health.get(name) is not False:
            self.health[name] = False
            channel_failed(self.db, name, connections.down, self.clock())
        elif connections.works and not connections.down and name not in self.health:
            self.health[name] = True
            troubles.works(self.db, name, "out")


#: What an attempt came to, in the database.
_OUTCOMES: dict[type, str] = {
    type(None): "taken",
    TryLater: "later",
    Broken: "broken",
    Unreachable: "down",
    Stuck: "broken",
    Rejected: "refused",
}


def _start_clock(db: Database, asked: Asked, channel: str, at: Instant) -> bool:
    """The 30 minutes begin at the hand-over and never pass the end of the offer (R13, R29). False when they do not: the
    invitation is not queued any more, as it is of whoever has left the list."""
    expires_at = deadline(asked.offer.supply, at)
    started = invitations.sent(db, asked.invitation.id, sent_at=at, expires_at=expires_at)
    if started:
        facts = {"state": "sent", "sent": at, "expires": expires_at}
        note(db, "handed over", asked, now=at, detail=channel, facts=facts)
    return started
