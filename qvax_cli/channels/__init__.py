"""The seam to the outside: what a channel takes, what an inbox gives, whatever stands behind them."""

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from qvax_cli.rules.local_time import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One message of the outbox, ready to be handed over.

    key: its name for ever, safe in a file name; message_id: its RFC 5322 Message-ID with the angle
    brackets, for ever as well, so that a mail that goes out twice is known as one; to: the address that
    the channel said it would use; code: of the invitation, if there is one; created_at: when it was
    written.
    """

    key: str
    message_id: str
    to: str
    to_name: str
    subject: str
    body: str
    language: str
    kind: str
    code: str | None
    created_at: Instant


class NotHandedOver(Exception):
    """A channel did not take a message. reason: one sentence without personal data or a final stop."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TryLater(NotHandedOver):
    """It can be tried again, as long as the message makes sense (R13)."""


class Unreachable(TryLater):
    """Nothing can be handed over by this channel now, so trying the next message is no use either."""


class Refused(NotHandedOver):
    """This channel will never take this message for this person."""


class Channel(Protocol):
    """A way out. Used as a context manager: one connection for all that is handed over within."""

    @property
    def name(self) -> str:
        """What the channel is called in `channels`: "mail"."""
        ...

    def takes(self, email: str | None, mobile: str | None) -> str | None:
        """The address it would use for somebody; None when it cannot reach them."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def hand_over(self, envelope: Envelope, now: Instant) -> Instant:
        """Takes a message; the moment of the hand-over is `now`, or the earlier one if it had it already.

        Raises Refused, TryLater, or Unreachable when all that is left has to wait.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A message that came in.

    key: the same at every reading, another for every message; received_at: when the server took it, not
    when it was read and not when its sender says it was written (R15); subject, body: in plain text;
    sender: an address or ""; automatic: written by a machine (absent, undeliverable); refs: the
    Message-IDs that it answers, the nearest first; name: what the inbox knows it by.
    """

    key: str
    received_at: Instant
    subject: str
    body: str
    sender: str
    automatic: bool
    refs: tuple[str, ...]
    name: str
