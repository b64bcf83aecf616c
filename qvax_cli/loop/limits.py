"""Which messages may go now: their channel is there and in order, has a connection free, and is within its limit."""

from collections.abc import Mapping

from qvax_cli.channels import Channel
from qvax_cli.loop.connections import Lane
from qvax_cli.loop.reach import Reach
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import attempts, invitations, offers, outbox, troubles
from qvax_cli.store.database import Database
from qvax_cli.store.outbox import Message

_MINUTE = 60


class Gate:
    """Lets messages through, turn by turn. `said` holds why the others wait, where that is worth telling."""

    def __init__(self, db: Database, channels: Mapping[str, Channel], reach: Reach, lanes: Mapping[str, Lane]) -> None:
        self.said: dict[str, str] = {}
        self._db, self._channels, self._reach, self._lanes = db, channels, reach, lanes
        self._room: dict[str, int] = {}
        self._now = 0

    def turn(self, now: Instant) -> None:
        """Looks at the channels afresh."""
        self._now = now
        self._room.clear()

    def open_for(self, message: Message) -> bool:
        """Whether its channel can take a message now."""
        name = message.channel
        if name not in self._room:
            self._room[name] = self._look(name)
        return self._room[name] > 0

    def passed(self, message: Message) -> None:
        """A message went through."""
        self._room[message.channel] -= 1

    def quiet_until(self, message: Message) -> Instant | None:
        """When the quiet hours that hold it back are over; None when nothing does."""
        offer = offers.get(self._db, invitations.by_id(self._db, message.invitation_id).offer_id)
        return self._reach.quiet_until(offer.center_id, message.kind, self._now)

    def _look(self, name: str) -> int:
        """How many messages a channel can take now."""
        if name not in self._channels:
            return self._closed(name, "this channel is not configured any more")
        lane = self._lanes.get(name)
        if lane is not None and lane.down:
            return self._closed(name, lane.down)
        trouble = troubles.of(self._db, name, "out")
        if trouble is not None and lane is None and self._now < trouble.next_try_at:
            return self._closed(name, trouble.reason)
        free = 1 if lane is None else lane.free
        return min(free, self._left(name)) if free > 0 else 0

    def _left(self, name: str) -> int:
        """What is left of the limit of this minute."""
        limit = int(getattr(self._channels[name], "per_minute", 0))
        if limit <= 0:
            return 1_000_000
        begun = attempts.begun_since(self._db, name, self._now - _MINUTE)
        if len(begun) < limit:
            return limit - len(begun)
        return self._closed(name, f"it takes at most {limit} messages a minute")

    def _closed(self, name: str, why: str) -> int:
        if self.said.get(name) != why:
            self.said[name] = why
            outbox.all_wait(self._db, name, why, self._now)
        return 0
