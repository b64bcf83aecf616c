"""Which messages may go now: their channel is there and in order, has a connection free, and is within its limit."""

from collections.abc import Mapping

from qvax_cli.channels import Channel
from qvax_cli.loop.connections import Connections
from qvax_cli.loop.retry import LONGEST_LOOK
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import attempts, deliveries, troubles
from qvax_cli.store.database import Database
from qvax_cli.store.outbox import Message

_MINUTE = 60


class Limits:
    """Lets messages through, round by round. `reasons`: why the others wait, where that is worth telling."""

    def __init__(self, db: Database, channels: Mapping[str, Channel], connections: Mapping[str, Connections]) -> None:
        self.reasons: dict[str, str] = {}
        self._db, self._channels, self._connections = db, channels, connections
        self._room: dict[str, int] = {}
        self._now = 0

    def refresh(self, now: Instant) -> None:
        """Looks at the channels afresh."""
        self._now = now
        self._room.clear()

    def allow(self, message: Message) -> bool:
        """Whether its channel can take a message now."""
        name = message.channel
        if name not in self._room:
            self._room[name] = self._look(name)
        return self._room[name] > 0

    def used(self, message: Message) -> None:
        """A message goes through."""
        self._room[message.channel] -= 1

    def _look(self, name: str) -> int:
        """How many messages a channel can take now."""
        if name not in self._channels:
            return self._closed(name, "this channel is not configured any more")
        connected = self._connections.get(name)
        if connected is None:
            trouble = troubles.of(self._db, name, "out")
            # What is later than anything that we put off was not written by us.
            if trouble is not None and self._now < trouble.next_try_at <= self._now + LONGEST_LOOK:
                return self._closed(name, trouble.reason)
        elif connected.down:
            return self._closed(name, connected.down)
        free = 1 if connected is None else connected.free
        return min(free, self._left(name)) if free > 0 else 0

    def _left(self, name: str) -> int:
        """What is left of the limit of this minute."""
        limit = self._channels[name].per_minute
        if limit <= 0:
            return 1_000_000
        # What has begun later was before the clock was set back, and is of no minute that is known.
        begun = [at for at in attempts.begun_since(self._db, name, self._now - _MINUTE) if at <= self._now]
        if len(begun) < limit:
            return limit - len(begun)
        return self._closed(name, f"it takes at most {limit} messages a minute")

    def _closed(self, name: str, why: str) -> int:
        if self.reasons.get(name) != why:
            self.reasons[name] = why
            deliveries.all_wait(self._db, name, why, self._now)
        return 0
