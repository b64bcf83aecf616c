"""Applies an answer: it counts by the moment it was received, whenever it is read (R15 to R18)."""

from typing import NamedTuple

from qvax_cli.loop.availability import give_back, take_away
from qvax_cli.loop.move import move
from qvax_cli.loop.notify import tell
from qvax_cli.loop.withdraw import withdraw, withdraw_down_to
from qvax_cli.rules.invitation import LIVE, Circumstances, decide
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import asked as store
from qvax_cli.store import offers, people
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database

#: What the log calls the state that an answer leads to.
_LOGGED = {"confirmed": "confirmed", "declined": "declined", "too_late": "answered too late"}


class Applied(NamedTuple):
    """What an answer came to (`confirmed`, `declined`, `repeat` or `too_late`), and which offers may have a
    dose to give again."""

    result: str
    offers: tuple[int, ...]


def apply(db: Database, asked: Asked, answer: str, *, received_at: Instant, now: Instant) -> Applied:
    """Applies "yes" or "no" to an invitation just read in the caller's transaction. Never fails: an answer that
    comes too late, or twice, is a result like any other."""
    people.seen(db, asked.reservist.id, received_at)
    # Who is still being asked holds nothing else (R14).
    held = None if asked.invitation.state in LIVE else store.held_by(db, asked.reservist.id)
    decision = decide(answer, _circumstances(asked, held, received_at, now))
    freed = [asked.offer.id] if decision.settles else []
    if decision.gives_back:
        give_back(db, asked, now=now)
    if decision.takes_away:
        take_away(db, asked)
    if decision.makes_room:
        if held is not None:  # asked elsewhere meanwhile: one person, one dose (R14)
            withdraw(db, held, now=now, told=False)
            freed.append(held.offer.id)
        withdraw_down_to(db, offers.get(db, asked.offer.id), asked.offer.doses - 1, now=now)
    if decision.becomes:
        move(
            db,
            asked,
            decision.becomes,
            what=_LOGGED[decision.becomes],
            now=now,
            # What still waits to be told (an invitation, a silence that was none) is not true any more.
            untrue="overtaken by an answer",
            answer=answer,
            answered_at=received_at,
        )
    if decision.told:
        tell(db, asked, decision.told, now=now)
    return Applied(decision.result, tuple(freed))


def _circumstances(asked: Asked, held: Asked | None, received_at: Instant, now: Instant) -> Circumstances:
    invitation, offer = asked.invitation, asked.offer
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
        listed=asked.reservist.state == "listed",
        held=held.invitation.state if held else None,
    )
