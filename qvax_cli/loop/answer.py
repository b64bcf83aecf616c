"""Applies an answer: it counts by the moment it was received, whenever it is read (R15 to R18)."""

from typing import NamedTuple

from qvax_cli.loop.availability import give_back, take_away
from qvax_cli.loop.move import move
from qvax_cli.loop.notify import tell
from qvax_cli.loop.withdraw import withdraw, withdraw_down_to
from qvax_cli.rules.invitation import LIVE, Circumstances, Decision, decide
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import invitations, offers, people
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.offers import Offer

#: What the log calls the state that an answer leads to.
_LOGGED = {"confirmed": "confirmed", "declined": "declined", "too_late": "answered too late"}


class Applied(NamedTuple):
    """What an answer came to (`confirmed`, `declined`, `repeat` or `too_late`), and which offers may have a
    dose to give again."""

    result: str
    offers: tuple[int, ...]


def apply(db: Database, invitation: Invitation, answer: str, *, received_at: Instant, now: Instant) -> Applied:
    """Applies "yes" or "no" to an invitation just read in the caller's transaction. Never fails: an answer that
    comes too late, or twice, is a result like any other."""
    offer = offers.get(db, invitation.offer_id)
    people.seen(db, invitation.reservist_id, received_at)
    # Who is still being asked holds nothing else (R14).
    held = None if invitation.state in LIVE else invitations.held_by(db, invitation.reservist_id)
    decision = decide(answer, _circumstances(db, invitation, offer, held, received_at, now))
    freed = [offer.id] if decision.settles else []
    if decision.gives_back:
        give_back(db, invitation, now=now)
    if decision.takes_away:
        take_away(db, invitation)
    if decision.makes_room:
        if held is not None:  # asked elsewhere meanwhile: one person, one dose (R14)
            withdraw(db, held, offers.get(db, held.offer_id), now=now, told=False)
            freed.append(held.offer_id)
        withdraw_down_to(db, offers.get(db, offer.id), offer.doses - 1, now=now)
    _carry_out(db, decision, invitation, offer, received_at, now)
    return Applied(decision.result, tuple(freed))


def _carry_out(
    db: Database, decision: Decision, invitation: Invitation, offer: Offer, received_at: Instant, now: Instant
) -> None:
    if decision.becomes:
        # What still waits to be told (an invitation, a silence that was none) is not true any more.
        move(
            db,
            invitation,
            offer,
            decision.becomes,
            what=_LOGGED[decision.becomes],
            now=now,
            untrue="overtaken by an answer",
            answered_at=received_at,
        )
    if decision.told:
        tell(db, invitation, offer, decision.told, now=now)


def _circumstances(
    db: Database, invitation: Invitation, offer: Offer, held: Invitation | None, received_at: Instant, now: Instant
) -> Circumstances:
    # A mail can be read after a later phone call.
    standing = invitation.answered_at if invitation.state in ("confirmed", "declined") else None
    return Circumstances(
        state=invitation.state,
        # To the second. Before its hand-over is recorded an invitation has no deadline but the offer's.
        in_time=received_at <= (invitation.expires_at or offer.until_at),
        overtaken=standing is not None and received_at < standing,
        in_play=offer.in_play(now),
        free=offer.doses - offer.confirmed,
        uncovered=offer.uncovered,
        listed=people.by_id(db, invitation.reservist_id).state == "listed",
        held=held.state if held else None,
    )
