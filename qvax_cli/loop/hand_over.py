"""Hands the messages of the outbox to their channels, after the commit that wrote them (R13).

Only one process at a time does this for a database, and a killed one frees the lock by dying: what it had not
recorded is handed over again by the next run, under the same name and Message-ID.
"""

import fcntl
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from qvax_cli.channels import Channel, Refused, TryLater, Unreachable
from qvax_cli.loop.expire import undeliverable
from qvax_cli.loop.invite import Reach, refill
from qvax_cli.loop.letters import compose, makes_sense
from qvax_cli.loop.tell import tell
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import events, invitations, offers, outbox
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.outbox import Message

_FIRST_PAUSE, _LONGEST_PAUSE = 60, 15 * 60


@dataclass
class HandOver:
    """One round through the outbox, and what came of it: how many messages were taken, who was invited because
    somebody else could not be reached, who that was, and what the channels said about messages that wait."""

    db: Database
    channels: Mapping[str, Channel]
    reach: Reach
    clock: Callable[[], Instant]
    taken: int = 0
    undeliverable: list[Invitation] = field(default_factory=list)
    invited: list[Invitation] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def run(self) -> "HandOver":
        """Tries every message that is due; where nobody could be reached the next is asked at once."""
        while outbox.due(self.db, self.clock()):
            with _alone(self.db.path):
                due = sorted(outbox.due(self.db, self.clock()), key=lambda message: message.channel)
                for name, messages in groupby(due, key=lambda message: message.channel):
                    self._by_channel(name, list(messages))
        return self

    def _by_channel(self, name: str, messages: list[Message]) -> None:
        channel = self.channels.get(name)
        if channel is None:
            self._all_wait(messages, f"{name}: this channel is not configured any more")
            return
        done = 0
        try:
            with channel:
                for message in messages:
                    self._one(channel, message)
                    done += 1
        except Unreachable as trouble:
            self._all_wait(messages[done:], f"{name}: {trouble}")

    def _one(self, channel: Channel, message: Message) -> None:
        now = self.clock()
        if not makes_sense(self.db, message, now):
            self._lapsed(message, now)
            return
        letter = compose(self.db, channel, message, now)
        try:
            at = channel.hand_over(letter, now)
        except Refused as refusal:
            self._refused(message, str(refusal), now)
        except Unreachable:
            raise
        except TryLater as trouble:
            self._all_wait([message], f"{channel.name}: {trouble}")
        else:
            self._taken(message, at, letter.subject, letter.body)

    def _taken(self, message: Message, at: Instant, subject: str, body: str) -> None:
        with self.db.write():
            outbox.handed_over(self.db, message, at, subject, body)
            if message.kind == "invitation":
                _start_clock(self.db, message, at)
        self.taken += 1

    def _lapsed(self, message: Message, now: Instant) -> None:
        """Its moment has passed, or the world has moved on: it is not sent late (R13)."""
        with self.db.write():
            invitation = invitations.by_id(self.db, message.invitation_id)
            if message.kind == "invitation" and invitation.state == "queued":
                why = "it could not be handed over in time"
                self.undeliverable.append(undeliverable(self.db, invitation, why, now=now))
            else:
                outbox.drop(self.db, invitation.id, message.kind, "its moment has passed")

    def _refused(self, message: Message, why: str, now: Instant) -> None:
        """The next channel of the person is tried; after the last one the next person is asked."""
        with self.db.write():
            outbox.refused(self.db, message, why)
            invitation = invitations.by_id(self.db, message.invitation_id)
            if message.kind != "invitation" or invitation.state != "queued":
                return
            names = invitation.channels.split(",")
            others = names[names.index(message.channel) + 1 :]
            if others:
                offer = offers.get(self.db, invitation.offer_id)
                tell(self.db, invitation, offer, "invitation", now=now, channel=others[0])
            elif not outbox.still_open(self.db, invitation.id, "invitation"):
                self.undeliverable.append(undeliverable(self.db, invitation, why, now=now))
                self.invited += refill(self.db, invitation.offer_id, self.reach, now=now)

    def _all_wait(self, messages: list[Message], why: str) -> None:
        now = self.clock()
        with self.db.write():
            for message in messages:
                pause = min(_FIRST_PAUSE * 2**message.attempts, _LONGEST_PAUSE)
                outbox.put_off(self.db, message, why, now + pause)
        self.troubles.append(why)


def _start_clock(db: Database, message: Message, at: Instant) -> None:
    """The 30 minutes begin at the hand-over and never pass the end of the offer (R13)."""
    invitation = invitations.by_id(db, message.invitation_id)
    offer = offers.get(db, invitation.offer_id)
    expires_at = min(at + offer.answer_seconds, offer.until_at)
    if invitations.sent(db, invitation.id, sent_at=at, expires_at=expires_at):
        events.record(
            db,
            "handed over",
            at,
            center=offer.center_id,
            offer=offer.id,
            invitation=invitation.id,
            reservist=invitation.reservist_id,
            detail=message.channel,
        )
    elif invitation.state == "cancelled":
        # Taken back while the message was on its way: now the person has heard of it, and must be told.
        tell(db, invitation, offer, "cancelled", now=at)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Waits until no other process hands over messages of this database."""
    handle = os.open(f"{path}-hand-over", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
