"""Applies an answer: it counts by the moment it was received, whenever it is read (R15 to R18)."""

from typing import NamedTuple

from qvax_cli.loop.availability import give_back, take_away
from qvax_cli.loop.move import move
from qvax_cli.loop.notify import tell
from qvax_cli.loop.standby import fits
from qvax_cli.loop.withdraw import withdraw, withdraw_down_to
from qvax_cli.rules.invitation import LIVE, Circumstances, decide
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import asked as store
from qvax_cli.store import offers, people
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database

#: What the log calls the state that an answer leads to.
_LOGGED = {
    "confirmed": "confirmed",
    "standby": "on standby",
    "declined": "declined",
    "too_late": "answered too late",
}


class Applied(NamedTuple):
    """What an answer came to (`confirmed`, `standby`, `declined`, `repeat` or `too_late`), the state of the invitation
    then, which offers may have a dose to give again, and why a yes brings no dose, as a Decision says it."""

    result: str
    state: str
    offers: tuple[int, ...]
    reason: str | None


def apply(db: Database, asked: Asked, answer: str, *, received_at: Instant, now: Instant) -> Applied:
    """Applies "yes" or "no" to an invitation just read in the caller's transaction. Never fails: an answer that
    comes too late, or twice, is a result like any other."""
    if asked.invitation.sent_at is not None and received_at < asked.invitation.sent_at:
        received_at = now  # nobody answers before they are asked: that moment cannot be, so this one counts (R15)
    people.seen(db, asked.reservist.id, received_at)
    # Who is still being asked holds nothing else (R14).
    held = None if asked.invitation.state in LIVE else store.held_by(db, asked.reservist.id)
    decision = decide(answer, _circumstances(db, asked, held, received_at, now))
    freed = [asked.offer.id] if decision.settles else []
    if decision.gives_back:
        give_back(db, asked, now=now)
    if decision.takes_away:
        take_away(db, asked, now=now)
    if decision.makes_room:
        freed += _make_room(db, asked, held, now)
    if decision.becomes:
        what = _LOGGED[decision.becomes]
        # What still waits to be told (an invitation, a silence that was none) is not true any more.
        untrue = "overtaken by an answer"
        move(db, asked, decision.becomes, what=what, now=now, untrue=untrue, answer=answer, answered_at=received_at)
    if decision.told:
        tell(db, asked, decision.told, now=now)
    state = decision.becomes or asked.invitation.state
    return Applied(decision.result, state, tuple(freed), decision.reason)


def _make_room(db: Database, asked: Asked, held: Asked | None, now: Instant) -> list[int]:
    """A yes that was read late takes its place again; the offer that has a dose more by that."""
    if asked.offer.policy == "strict":
        withdraw_down_to(db, offers.get(db, asked.offer.id), asked.offer.doses - 1, now=now)
    if held is None:
        return []
    withdraw(db, held, now=now, told=False)  # asked elsewhere meanwhile: one person, one dose (R14)
    return [held.offer.id]


def _circumstances(db: Database, asked: Asked, held: Asked | None, received_at: Instant, now: Instant) -> Circumstances:
    invitation, offer = asked.invitation, asked.offer
    # A mail can be read after a later phone call.
    standing = invitation.answered_at if invitation.state in ("standby", "confirmed", "declined") else None
    return Circumstances(
        state=invitation.state,
        # To the second. Before its hand-over is recorded an invitation has no deadline but the offer's.
        in_time=received_at <= (invitation.expires_at or offer.supply.answers_until),
        overtaken=standing is not None and received_at < standing,
        in_play=offer.honours(now),
        free=offer.doses - offer.confirmed,
        # Where more people are asked than there are doses, being asked is no promise of one (R28).
        uncovered=offer.uncovered if offer.policy == "strict" else offer.doses - offer.confirmed,
        listed=asked.reservist.state == "listed",
        held=held.invitation.state if held else None,
        fits=offer.policy == "strict" or fits(db, asked, received_at, now),
    )
