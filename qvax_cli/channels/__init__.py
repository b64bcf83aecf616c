"""The seam to the outside: what a channel takes, what an inbox gives, whatever stands behind them."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from copy import copy
from types import TracebackType
from typing import Literal, NamedTuple, Self

from qvax_cli.rules.local_time import Instant


class Envelope(NamedTuple):
    """One message of the outbox, ready to be handed over.

    key: its name for ever, safe in a file name; to: the address that the channel said it would use; code: of the
    invitation, if there is one; created_at: when it was written.
    """

    key: str
    to: str
    to_name: str
    subject: str
    body: str
    language: str
    kind: str
    code: str | None
    created_at: Instant


class Taken(NamedTuple):
    """A channel took a message.

    at: the moment; answer: what the server said, without anybody's address; reference: how the gateway calls the
    message when it reports on it later, "" where it does not.
    """

    at: Instant
    answer: str = ""
    reference: str = ""


class NotHandedOver(Exception):
    """A channel did not take a message.

    reason: one sentence without personal data or a final stop; answer: what the server said, without
    anybody's address, for `outbox show`; hint: what to do, where that is known.
    """

    def __init__(self, reason: str, answer: str = "", *, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.answer = answer
        self.hint = hint


class TryLater(NotHandedOver):
    """It can be tried again, as long as the message makes sense (R13)."""


class Broken(TryLater):
    """The connection ended while the message was on its way; whether it was taken nobody can know."""


class Unreachable(TryLater):
    """Nothing can be handed over or read now, so trying the next message is no use either."""


class Stuck(Unreachable):
    """The other side takes longer than it may; whether it took the message nobody can know."""


class Rejected(NotHandedOver):
    """This channel will never take this message for this person.

    personal: whether it is known to be about this person; else it may be about us, and everybody.
    """

    def __init__(self, reason: str, answer: str = "", *, personal: bool = False) -> None:
        super().__init__(reason, answer)
        self.personal = personal


class Traces(NamedTuple):
    """What a person's messages are known by: the codes of their invitations and the beginnings of Message-IDs without
    one, their e-mail address and mobile."""

    codes: tuple[str, ...]
    addresses: tuple[str, ...]


class Keeper:
    """Whatever keeps messages as files, and has to give them up. Most keep none."""

    def erase(self, traces: Traces) -> None:
        """Deletes what it keeps of a person (R7): all that names a code of theirs, and what is done and names an
        address; a family may share one, so what waits to be read stays. Raises OSError."""

    def erase_before(self, moment: Instant) -> None:
        """Deletes what it keeps from before that moment and nobody waits for (R23). Raises OSError."""


class Channel(Keeper, ABC):
    """A way out. Used as a context manager: one connection for all that is handed over within.

    name: what it is called in `channels`; by: which of a person's addresses it uses; connections: how many may be
    open side by side; per_minute: how many messages it takes a minute, 0 for any number; time_limit:
    how long the hand-over of one message may take, in seconds, whatever the other side does; in_the_clear: whether
    others can read on the way what is sent.
    """

    name: str
    by: Literal["email", "mobile"]
    connections = 1
    per_minute = 0
    time_limit: float | None = None

    @property
    def in_the_clear(self) -> bool:
        return False

    def takes(self, email: str | None, mobile: str | None) -> str | None:
        """The address it would use for somebody; None when it cannot reach them."""
        return (email if self.by == "email" else mobile) or None

    def another(self) -> Self:
        """The same channel for another thread, with a connection of its own."""
        return copy(self)

    def check(self) -> str:
        """Tries it without a message: what it found, in words. Raises NotHandedOver."""
        return f"{self.name} is there"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    @abstractmethod
    def hand_over(self, envelope: Envelope, now: Instant) -> Taken:
        """Takes a message; the moment of the hand-over is `now`, or the earlier one if it had it already.

        Called in a thread of its own. Raises Rejected, TryLater, or Unreachable when all that is left has to wait.
        """


class Report(NamedTuple):
    """What is told later about a message that a channel took. It comes as a `Reply` whose `report` it is.

    delivered: whether it reached the person; False is for good, None is not known yet. code: of its invitation,
    message_id: its Message-ID with the angle brackets, reference: what `Taken` called it, to: the number that it went
    to (the last message there is meant); those that are known, at least one. why: in words without anybody's address;
    understood: False when a person has to find out what it says.
    """

    delivered: bool | None
    code: str = ""
    message_id: str = ""
    reference: str = ""
    to: str = ""
    why: str = ""
    understood: bool = True


class Reply(NamedTuple):
    """A message that came in.

    key: the same at every reading, another for every message; received_at: when the server took it, not
    when it was read and not when its sender says it was written (R15); subject, body: in plain text;
    sender: an address or ""; automatic: it came as what machines write comes (absent, undeliverable, lists);
    autoreply: a program says of itself that it answers for somebody; refs: the Message-IDs that it answers, the
    nearest first; name: what the inbox knows it by; report: for one that tells what became of a message of ours,
    and answers nothing; fault: why nobody could read it; then the rest is empty.
    """

    key: str
    received_at: Instant
    subject: str
    body: str
    sender: str
    automatic: bool
    refs: tuple[str, ...]
    name: str
    report: Report | None = None
    fault: str = ""
    autoreply: bool = False


class Inbox(Keeper, ABC):
    """A way in, named like the channel whose answers come by it.

    time_limit: how long all of a reading may take, in seconds, whatever the other side does; None where nobody is on
    the other side.
    """

    name: str
    time_limit: float | None = None

    @abstractmethod
    def replies(self) -> Iterable[Reply]:
        """What is not done yet. Raises Unreachable, also half-way: then answers may be missing."""

    @abstractmethod
    def done(self, reply: Reply) -> None:
        """The reply is in the database and needs nobody's eyes: put it away. Raises Unreachable."""

    def check(self) -> str:
        """Tries it without reading anything: what it found, in words. Raises Unreachable."""
        return f"{self.name} can be read"

    def close(self) -> None:
        """Ends the round, and whatever connection it needed. Raises Unreachable when putting away failed."""
