"""The end of waiting: silence, invitations that never left, offers whose time is over (R13, R18, R21)."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from qvax_cli.loop.availability import take_away
from qvax_cli.loop.move import move
from qvax_cli.loop.notify import tell
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import asked as store
from qvax_cli.store import events, offers, outbox, past_answers, replies
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer


class Ended(NamedTuple):
    """What came to its end. `unknown`: their time has run out, and whether they answered cannot be known yet;
    `unread`: it has, and a message from them or about them waits for a person to read it."""

    expired: list[Asked]
    undeliverable: list[Asked]
    closed: list[Offer]
    unknown: list[Asked]
    unread: list[Asked]


def expire(
    db: Database, *, now: Instant, center_id: int | None = None, unread: AbstractSet[str] = frozenset()
) -> Ended:
    """Ends the waiting of those whose time is over, inside the caller's transaction; answers that were received must be
    applied before.

    unread: the channels whose answers could not be read. Who was asked by one of them may have answered, so nobody
    of them is silent (R15): they keep their dose until the offer is over, and their windows for ever. Nor is anybody
    of whom a message waits to be read (R18): their dose goes on to the next, their windows stay.
    """
    late = store.silent(db, now, center_id)
    unknown = (
        [one for one in late if not unread.isdisjoint(outbox.channels_of(db, one.invitation.id))] if unread else []
    )
    waits = replies.unread_of(db) if late else frozenset()
    ended = [one for one in late if one not in unknown]
    unheard = [_unread(db, one, now) for one in ended if one.invitation.id in waits]
    expired = [_silence(db, one, now) for one in ended if one.invitation.id not in waits]
    unsent = [
        undeliverable(db, one, "it could not be handed over in time", now=now)
        for one in store.never_sent(db, now, center_id)
    ]
    outbox.drop_stale(db, now)
    return Ended(expired, unsent, [], unknown, unheard)


def close_past(db: Database, ended: Ended, *, now: Instant, center_id: int | None = None) -> Ended:
    """Closes the offers whose time has passed (R21), once their doses have found whom they could; with what has ended
    by that."""
    unknown = {one.invitation.id: one for one in ended.unknown}
    for offer in offers.past(db, now, center_id):
        for one in store.live_of_offer(db, offer.id):
            if one.invitation.state == "standby":
                tell(db, move(db, one, "released", what="released", now=now), "released", now=now)
            else:
                unknown[one.invitation.id] = _end_unknown(db, one, now)
    closed = offers.close_past(db, now, center_id)
    for center in {offer.center_id for offer in closed}:
        past_answers.learned(db, center)
    for offer in closed:
        detail, facts = f"{offer.lost} lost", {"state": "closed"}
        events.record(db, "offer closed", now, center=offer.center_id, offer=offer.id, detail=detail, facts=facts)
    return ended._replace(closed=closed, unknown=list(unknown.values()))


def _end_unknown(db: Database, asked: Asked, now: Instant) -> Asked:
    """The offer is over, and an answer may lie unread: taken back without a word, and nothing is lost."""
    return move(db, asked, "cancelled", what="ended with the inbox unread", now=now)


def _silence(db: Database, asked: Asked, now: Instant) -> Asked:
    after = move(db, asked, "expired", what="expired", now=now)
    take_away(db, after, now=now)
    tell(db, after, "expired", now=now)
    return after


def _unread(db: Database, asked: Asked, now: Instant) -> Asked:
    """Told nothing: what they hear depends on what they wrote, which somebody has to read."""
    return move(db, asked, "expired", what="expired unread", now=now)


def undeliverable(db: Database, asked: Asked, why: str, *, now: Instant) -> Asked:
    """No channel could take the invitation: the person loses nothing, and can be asked for another offer (R13)."""
    return move(db, asked, "undeliverable", what="undeliverable", now=now, untrue=why)
