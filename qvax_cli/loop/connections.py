"""The connections of the channels, in threads: they talk to the outside and touch neither database nor decisions.

Each channel begins with one connection and gets more when its server is slow, so that a quick server never has more
than one message under way, and fifty invitations do not wait for a slow one.
"""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from queue import SimpleQueue
from typing import NamedTuple

from qvax_cli.channels import Broken, Channel, Envelope, NotHandedOver, Rejected, Stuck, Taken, TryLater, Unreachable
from qvax_cli.rules.local_time import Instant
from qvax_cli.store.outbox import Message
from qvax_cli.store.recipients import Recipient
from qvax_cli.times import stopwatch

#: A server is slow when two messages in a row take longer than this (seconds), their connection being open already. One
#: alone may be a hiccup of this machine, and with several connections several messages are under way when it dies.
SLOW = 0.3
_IN_A_ROW = 2
_FAREWELL = 5.0
#: After so many in a row it is not about one message any more, but about the channel, or about us: to go on would burn
#: the whole list. Refusals get more of them, because a list may hold wrong addresses.
_MOST_BROKEN, _MOST_REFUSED = 3, 20


class Job(NamedTuple):
    """A message on its way: its row, whom it is for as they were then, its attempt, what is sent, when that was
    written, and since how many seconds it is under way."""

    message: Message
    to: Recipient
    attempt: int
    letter: Envelope
    written_at: Instant
    seconds: Callable[[], float]


class Result(NamedTuple):
    """What came of a job: taken, or why not; in how many seconds, and whether that was the first of its connection."""

    job: Job
    taken: Taken | None
    failure: NotHandedOver | None
    seconds: float
    first: bool


class Connections:
    """The connections of one channel. Results of all channels come in one queue.

    down: why nothing more goes by it in this round, "" while it does; works: whether it has answered at all.
    """

    def __init__(self, channel: Channel, results: "SimpleQueue[Result]", clock: Callable[[], Instant]) -> None:
        self.down = ""
        self.works = False
        self._channel = channel
        self._results = results
        self._clock = clock
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._under_way = self._open = 0
        self._wanted = 1
        self._most = max(1, channel.connections)
        self._broken = self._refused = self._slow = self._stuck = 0

    @property
    def free(self) -> int:
        """How many more messages it can take now."""
        return 0 if self.down else self._wanted - self._under_way

    def give(self, job: Job) -> None:
        """Hands a message to a connection, a new one where all are busy."""
        self._under_way += 1
        if self._under_way > self._open:
            self._open += 1
            thread = threading.Thread(target=self._work, args=(self._another(),), daemon=True)
            self._threads.append(thread)
            thread.start()
        self._jobs.put(job)

    def back(self, result: Result) -> None:
        """A result of this channel was taken out of the queue."""
        self._under_way -= 1
        failure = result.failure
        if isinstance(failure, Stuck):
            self._stuck += 1
        if isinstance(failure, Unreachable):
            # That connection has ended itself. While others work, the server allows no more of them.
            self._open -= 1
            self._most = self._wanted = max(1, self._open)
            if self._open == 0:
                self.down = failure.reason
            return
        self._count(failure)
        if not result.first:
            self._slow = self._slow + 1 if result.seconds > SLOW else 0
        if self._slow >= _IN_A_ROW:
            self._wanted = self._most

    def stop(self) -> None:
        """Ends the connections; those that are stuck are left to themselves, and end with the process."""
        for _ in self._threads:
            self._jobs.put(None)
        patience, seconds = 0.0 if self._stuck or self._under_way else _FAREWELL, stopwatch()
        for thread in self._threads:
            thread.join(max(0.0, patience - seconds()))

    def _count(self, failure: NotHandedOver | None) -> None:
        self._broken = self._broken + 1 if isinstance(failure, Broken) else 0
        self._refused = self._refused + 1 if isinstance(failure, Rejected) else 0
        self.works = self.works or not isinstance(failure, Broken)
        if failure and self._broken >= _MOST_BROKEN:
            self.down = failure.reason
        if failure and self._refused >= _MOST_REFUSED:
            self.down = f"it has refused {self._refused} messages in a row, the last because {failure.reason}"

    def _another(self) -> Channel:
        """A connection of its own for a thread; the channel itself is the first."""
        if not self._threads:
            return self._channel
        return self._channel.another()

    def _work(self, channel: Channel) -> None:
        with ExitStack() as stack:
            first = True
            while (job := self._jobs.get()) is not None:
                try:
                    if first:
                        stack.enter_context(channel)
                    result = _attempt(channel, job, self._clock, first)
                except Exception as error:
                    result = _unexpected(job, error)
                first = False
                self._results.put(result)
                if isinstance(result.failure, Unreachable):
                    return


def _unexpected(job: Job, error: Exception) -> Result:
    """A channel failed as none should."""
    return Result(job, None, Unreachable(f"the channel failed unexpectedly ({type(error).__name__})"), 0, True)


def _attempt(channel: Channel, job: Job, clock: Callable[[], Instant], first: bool) -> Result:
    seconds = stopwatch()
    now = clock()
    try:
        taken = channel.hand_over(job.letter, now)
    except NotHandedOver as failure:
        return Result(job, None, failure, seconds(), first)
    except Exception as error:  # a fault of ours in one message must not stop the others, at every poll anew
        return Result(job, None, TryLater(f"it failed unexpectedly ({type(error).__name__})"), seconds(), first)
    # The clock of a person starts when the server has taken the message, not when it began to (R13).
    return Result(job, taken._replace(at=clock()) if taken.at == now else taken, None, seconds(), first)
