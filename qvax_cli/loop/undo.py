"""Takes back what was entered by hand for the wrong person (R41)."""

from typing import NamedTuple

from qvax_cli.errors import NotFound, Refused
from qvax_cli.loop.availability import take_away
from qvax_cli.loop.move import note
from qvax_cli.loop.notify import tell
from qvax_cli.loop.withdraw import withdraw_down_to
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.undo import Entry, Standing, places, why_not
from qvax_cli.rules.windows import Window
from qvax_cli.store import asked as store
from qvax_cli.store import (
    availability,
    deliveries,
    entries,
    exclusions,
    handoffs,
    invitations,
    offers,
    outbox,
    people,
    repeats,
)
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database


class Undone(NamedTuple):
    """What was taken back. before: the invitation as it was; after: as it is again; withdrawn: who had to make room."""

    before: Asked
    after: Asked
    withdrawn: list[Asked]


def entered_since(db: Database, one: Asked, since: Instant) -> bool:
    """Whether an answer or outcome of that invitation was entered by hand since then, and not taken back."""
    entry = entries.last(db, one.invitation.id)
    return entry is not None and entry.at >= since


def remember(db: Database, before: Asked, became: str, windows: tuple[Window, ...], *, now: Instant) -> None:
    """Writes down what was entered by hand, and what stood before it; nothing where it has changed nothing. became: the
    state of the invitation now."""
    it = before.invitation
    if became == it.state:
        return
    facts = {
        "was": it.state,
        "became": became,
        "said": it.answer,
        "said_at": it.answered_at,
        "settled": it.settled_at,
        "had": windows,
    }
    note(db, entries.BY_HAND, before, now=now, facts=facts)


def undo(db: Database, code: str | None, *, center_id: int | None, within: int, now: Instant) -> Undone:
    """Takes the last entry back, of that invitation or of all, at one center if need be. NotFound, Refused."""
    named = None if code is None else store.by_code(db, code, center_id).invitation.id
    entry = entries.last(db, named, center_id)
    if entry is None:
        raise NotFound("nothing was entered by hand that could be taken back", cause="nothing_to_undo")
    before = store.by_id(db, entry.invitation_id)
    change = Entry(entry.at, entry.was, entry.became)
    if reason := why_not(change, _standing(db, before), now=now, within=within):
        raise Refused(
            f"{before.invitation.code} stays {before.invitation.state.replace('_', ' ')}: {reason}",
            "phone the person if they were told something wrong",
            cause="cannot_undo",
            code=before.invitation.code,
        )
    withdrawn = []
    if before.offer.policy == "strict":
        withdrawn = withdraw_down_to(db, before.offer, places(change, before.offer.doses), now=now)
    return Undone(before, _restore(db, before, entry, now), withdrawn)


def _standing(db: Database, asked: Asked) -> Standing:
    held = store.held_by(db, asked.reservist.id)
    offer = offers.get(db, asked.offer.id)
    return Standing(
        state=asked.invitation.state,
        doses=offer.doses,
        confirmed=offer.confirmed,
        holds_another=held is not None and held.invitation.id != asked.invitation.id,
        exported=handoffs.named(db, asked.invitation.id),
        gone=asked.reservist.state == "erased",
    )


def _restore(db: Database, before: Asked, entry: entries.Entered, now: Instant) -> Asked:
    """The state, the list and the windows as they were; who was told something is told that it does not hold."""
    told = deliveries.told_since(db, before.invitation, entry.at)
    outbox.drop(db, before.invitation.id, None, "what was entered was taken back")
    if entry.became == "vaccinated":
        handoffs.drop(db, before.invitation.id)
        exclusions.readmit(db, before.reservist.number)
        people.listed_again(db, before.reservist.id)
    invitation = invitations.restore(
        db, before.invitation, entry.was, answer=entry.said, answered_at=entry.said_at, settled_at=entry.settled
    )
    facts = {"state": entry.was, "answer": entry.said, "received": entry.said_at}
    note(db, "taken back", before._replace(invitation=invitation), now=now, facts=facts)
    after = store.by_id(db, invitation.id)
    _windows(db, after, entry.had, now)
    if entry.was == "queued":
        tell(db, after, "invitation", now=now)
    elif told:
        tell(db, after, "corrected", now=now, channels=tuple(told))
    return after


def _windows(db: Database, asked: Asked, had: tuple[Window, ...], now: Instant) -> None:
    """The windows as they were, without what has passed; silence that was none after all counts again (R18)."""
    theirs = availability.of(db, asked.reservist.id)
    had = tuple(one for one in had if one.end > now)
    if theirs == had:
        return
    if asked.invitation.state == "expired" and not had:
        take_away(db, asked, now=now)
        return
    availability.withheld(db, asked.invitation.id)
    resumed = repeats.resume(db, asked.invitation.id)
    availability.replace(db, asked.reservist, had)
    facts = {"windows": had, "repeat": "set" if resumed else None}
    note(db, "availability given back", asked, now=now, facts=facts)
