"""Applies an answer: it counts by the moment it was received, whenever it is read (R15 to R18)."""

from typing import NamedTuple

from qvax_cli.loop.availability import give_back, take_away
from qvax_cli.loop.notify import tell
from qvax_cli.loop.withdraw import make_room, withdraw
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import events, invitations, offers, outbox, people
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import LIVE, Invitation
from qvax_cli.store.offers import Offer


class Applied(NamedTuple):
    """What an answer came to (`confirmed`, `declined`, `repeat` or `too_late`), and which offers may have a
    dose to give again."""

    result: str
    offers: tuple[int, ...]


class _Answer(NamedTuple):
    """An answer being applied: to which invitation of which offer, received and read when."""

    db: Database
    invitation: Invitation
    offer: Offer
    received_at: Instant
    now: Instant

    @property
    def in_time(self) -> bool:
        """R15, to the second. Before its hand-over is recorded an invitation has no deadline but the offer's."""
        return self.received_at <= (self.invitation.expires_at or self.offer.until_at)

    @property
    def overtaken(self) -> bool:
        """Whether the person has given another answer since: a mail can be read after a later phone call."""
        standing = self.invitation.answered_at if self.invitation.state in ("confirmed", "declined") else None
        return standing is not None and self.received_at < standing

    def end(self, state: str, what: str) -> None:
        """Moves the invitation to a state, and writes that down."""
        invitation, offer = self.invitation, self.offer
        changed = invitations.change(self.db, invitation, state, answered_at=self.received_at)
        assert changed is not None, "read and changed under one write lock"
        # What still waits to be told (an invitation, a silence that was none) is not true any more.
        outbox.drop(self.db, invitation.id, None, "overtaken by an answer")
        events.record(
            self.db,
            what,
            self.now,
            center=offer.center_id,
            offer=offer.id,
            invitation=invitation.id,
            reservist=invitation.reservist_id,
        )

    def tell(self, kind: str) -> None:
        """Queues a message to the person."""
        tell(self.db, self.invitation, self.offer, kind, now=self.now)


def apply(db: Database, invitation: Invitation, answer: str, *, received_at: Instant, now: Instant) -> Applied:
    """Applies "yes" or "no" to an invitation just read in the caller's transaction. Never fails: an answer that
    comes too late, or twice, is a result like any other."""
    given = _Answer(db, invitation, offers.get(db, invitation.offer_id), received_at, now)
    people.seen(db, invitation.reservist_id, received_at)
    if given.overtaken:
        return Applied("repeat", ())
    return _yes(given) if answer == "yes" else _no(given)


def _no(given: _Answer) -> Applied:
    """R17. Declining is never treated as silence: a late no gives the windows back too."""
    if given.invitation.state not in (*LIVE, "expired", "undeliverable", "confirmed"):
        return Applied("repeat", ())
    if given.invitation.state == "expired":
        give_back(given.db, given.invitation, now=given.now)
    given.end("declined", "declined")
    return Applied("declined", (given.offer.id,))


def _yes(given: _Answer) -> Applied:
    """R16."""
    state = given.invitation.state
    if state in ("confirmed", "vaccinated"):
        return Applied("repeat", ())
    if state in ("cancelled", "no_show"):
        return _too_late(given)
    if state in ("expired", "too_late") and given.in_time:
        give_back(given.db, given.invitation, now=given.now)
    if not given.in_time or not given.offer.in_play(given.now):
        return _too_late(given)
    if state not in LIVE and not _seat_again(given):
        return _too_late(given)
    return _confirm(given)


def _seat_again(given: _Answer) -> bool:
    """Whether somebody whose invitation has ended can still have a dose: a yes that was in time but read late
    displaces the youngest who is still being asked, a change of mind takes nothing from anybody."""
    person = people.by_id(given.db, given.invitation.reservist_id)
    if given.offer.confirmed >= given.offer.doses or person.state != "listed":
        return False
    held = invitations.held_by(given.db, given.invitation.reservist_id)
    if given.invitation.state not in ("expired", "too_late"):
        return held is None and given.offer.uncovered > 0
    return held is None or held.state in LIVE


def _confirm(given: _Answer) -> Applied:
    freed = [given.offer.id]
    if given.invitation.state not in LIVE:
        held = invitations.held_by(given.db, given.invitation.reservist_id)
        if held is not None:  # asked elsewhere meanwhile: one person, one dose (R14)
            withdraw(given.db, held, offers.get(given.db, held.offer_id), now=given.now, told=False)
            freed.append(held.offer_id)
        make_room(given.db, offers.get(given.db, given.offer.id), given.offer.doses - 1, now=given.now)
    given.end("confirmed", "confirmed")
    given.tell("confirmation")
    return Applied("confirmed", tuple(freed))


def _too_late(given: _Answer) -> Applied:
    """Said kindly. Who was still being asked and answered after the deadline was silent until then (R18)."""
    state = given.invitation.state
    if state in (*LIVE, "expired", "undeliverable"):
        if state == "sent" and not given.in_time:
            take_away(given.db, given.invitation)
        given.end("too_late", "answered too late")
    given.tell("too_late")
    return Applied("too_late", (given.offer.id,))
