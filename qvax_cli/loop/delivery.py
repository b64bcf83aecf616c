"""What a hand-over came to, and how the invitations that a use case made stand after it."""

from collections.abc import Iterable
from typing import NamedTuple

from qvax_cli.loop.settle import Settled
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import asked as store
from qvax_cli.store import recipients
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.operators import kept_to
from qvax_cli.store.outbox import Message
from qvax_cli.store.recipients import Recipient


class HandedOver:
    """What came of a round through the outbox: whose clock started, who was invited because somebody else could not be
    reached, who that was, which other messages failed for good, and what the channels said about those that wait."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.undeliverable: list[Asked] = []
        self.settled = Settled()
        self.failed: list[Message] = []
        self.troubles: list[str] = []


class Failed(NamedTuple):
    """A message that no channel takes for its person: somebody has to phone them. who: the code of the invitation, else
    the name."""

    who: str
    kind: str


class Delivery(NamedTuple):
    """at: the moment as of which it is told; invited: who is asked; undeliverable: who was to be, and no channel
    reaches them; failed: other messages that are given up; troubles: what the channels said about those that wait and
    are tried again."""

    at: Instant
    invited: tuple[Asked, ...]
    undeliverable: tuple[Asked, ...]
    failed: tuple[Failed, ...] = ()
    troubles: tuple[str, ...] = ()


def not_delivered(made: Iterable[Asked], *, at: Instant) -> Delivery:
    """As they stand before the hand-over: for a dry run."""
    made = tuple(made)
    return Delivery(
        at,
        tuple(one for one in made if one.invitation.state != "undeliverable"),
        tuple(one for one in made if one.invitation.state == "undeliverable"),
    )


def delivered(db: Database, made: Iterable[Asked], came: HandedOver, *, everything: bool, at: Instant) -> Delivery:
    """The invitations just made, as they are after the hand-over.

    everything: also those of other offers that were waiting, and left or failed in it.
    """
    made = tuple(made)
    ids = [one.invitation.id for one in made]
    concerned = {one.offer.id for one in made}
    ids += [
        one.invitation.id
        for one in (*came.asked, *came.settled.invited, *came.undeliverable)
        if everything or one.offer.id in concerned
    ]
    only = kept_to(db)  # whoever hands over does so for all, and is told of their own
    found = store.by_ids(db, list(dict.fromkeys(ids)))
    now = not_delivered([one for one in found if only in (None, one.center.id)], at=at)
    to = [(message, recipients.of(db, message)) for message in came.failed]
    failed = tuple(_failed(message, whom) for message, whom in to if only in (None, whom.center_id))
    return now._replace(failed=failed, troubles=tuple(dict.fromkeys(came.troubles)))


def _failed(message: Message, to: Recipient) -> Failed:
    return Failed(to.code or f"{to.first_name} {to.last_name}", message.kind)
