"""What is read to be shown, by whatever shows it: the lists and single things of the desk, in a look-up or two."""

from collections.abc import Iterable
from typing import NamedTuple

from qvax_cli.errors import NotFound, Refused
from qvax_cli.loop import standby
from qvax_cli.loop.who import EVENING
from qvax_cli.rules.invitation import PLACED
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.person_names import named_by
from qvax_cli.rules.windows import Window
from qvax_cli.store import (
    asked,
    attempts,
    availability,
    centers,
    entries,
    invitations,
    log_end,
    offers,
    outbox,
    people,
    repeats,
    replies,
    troubles,
)
from qvax_cli.store.asked import Asked
from qvax_cli.store.attempts import Attempt
from qvax_cli.store.centers import Center
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer
from qvax_cli.store.operators import allowed, kept_to, may_do
from qvax_cli.store.outbox import Message
from qvax_cli.store.people import Reservist
from qvax_cli.store.repeats import Repeat
from qvax_cli.store.replies import ToRead
from qvax_cli.store.troubles import Trouble

_OFFERS, _OUTBOX = "look at offers", "see to the outbox"


class AtCenter(NamedTuple):
    """An offer and whose it is."""

    offer: Offer
    center: Center


class Going(NamedTuple):
    """All that is going on: the offers that are not over, or that people are still to come for, each with those people
    and whoever is being asked; how many messages wait; what a person has to read; which channels and inboxes are out of
    order."""

    offers: list[tuple[AtCenter, list[Asked]]]
    messages_waiting: int
    to_read: list[ToRead]
    troubles: list[Trouble]


class Person(NamedTuple):
    """Somebody on the list, or who has left it; their center, when they can come, and the week that repeats."""

    reservist: Reservist
    center: Center
    windows: tuple[Window, ...]
    repeat: Repeat | None = None


class Sent(NamedTuple):
    """A message of the outbox, and the code of the invitation that it is about; None when it is about none."""

    message: Message
    code: str | None


def center(db: Database, code: str) -> Center:
    """The center with this code. NotFound."""
    return centers.get(db, code)


def center_taking_part(db: Database, code: str) -> Center:
    """The center with this code, if it works with qvax (R5). NotFound, Refused."""
    return centers.taking_part(db, code)


def others_named(db: Database, center: Center, text: str) -> list[Center]:
    """The other centers that somebody may have meant by this text (R40)."""
    return centers.others_named(db, center, text)


def centers_with_people(db: Database) -> list[Center]:
    """The centers for which somebody is on the list, by code."""
    return centers.with_people(db)


def center_for(db: Database, task: str, code: str | None) -> int | None:
    """Where whoever is at work may do this: at the center with this code, else at their own; None: at all. NotFound,
    Refused."""
    return allowed(db, task, centers.get(db, code).id if code else None)


def may(db: Database, task: str) -> bool:
    """Whether whoever is at work may do a task (rules/roles.py)."""
    return may_do(db, task)


def own_center(db: Database) -> Center | None:
    """The center of whoever is at work, if they have one alone."""
    own = kept_to(db)
    return None if own is None else centers.by_id(db, own)


def all_centers(db: Database) -> list[Center]:
    """All centers, by code."""
    return centers.every(db)


def person_of(db: Database, reservist: Reservist) -> Person:
    """Somebody who was read already, with their center, windows and week."""
    return Person(
        reservist,
        centers.by_id(db, reservist.center_id),
        availability.of(db, reservist.id),
        repeats.of(db, reservist.id),
    )


def all_people(
    db: Database, *, center: str | None, state: str | None, find: str | None = None, limit: int, skip: int = 0
) -> list[Person]:
    """People in the order in which they are asked, after the first `skip` at most `limit` (-1 for all); of those that a
    name means, where there is one to `find`. NotFound for a center."""
    at = center_for(db, "list people", center)
    known = {one.id: one for one in centers.every(db)}
    if find is None:
        reservists = people.every(db, center_id=at, state=state, limit=limit, skip=skip)
    else:
        with db.read():
            named = named_by(find, people.called(db, center_id=at, state=state))
            named.sort(key=lambda one: (one.birth_date, one.lot, one.id))  # R11
            chosen = named[skip:] if limit < 0 else named[skip : skip + limit]
            reservists = people.by_ids(db, [one.id for one in chosen])
    windows = availability.of_many(db, [one.id for one in reservists])
    weeks = repeats.of_many(db, [one.id for one in reservists])
    return [Person(one, known[one.center_id], windows.get(one.id, ()), weeks.get(one.id)) for one in reservists]


def messages(db: Database, *, state: str | None, offer_id: int | None, channel: str | None, limit: int) -> list[Sent]:
    """Messages of the outbox, the newest first."""
    within = allowed(db, _OUTBOX)
    rows = outbox.every(db, state=state, offer_id=offer_id, channel=channel, limit=limit, within=within)
    return _sent(db, rows)


def message(db: Database, number: int) -> tuple[Sent, list[Attempt]]:
    """One message of the outbox, and all attempts to hand it over, in order. NotFound."""
    (it,) = _sent(db, [outbox.get(db, number, allowed(db, _OUTBOX))])
    return it, attempts.of(db, number)


def _sent(db: Database, rows: list[Message]) -> list[Sent]:
    codes = invitations.codes(db, {one.invitation_id for one in rows if one.invitation_id is not None})
    return [Sent(one, codes.get(one.invitation_id or 0)) for one in rows]


def messages_waiting(db: Database) -> int:
    """How many messages of the outbox wait to be handed over."""
    return outbox.waiting(db, kept_to(db))


def out_of_order(db: Database) -> list[Trouble]:
    """The channels and inboxes that are out of order."""
    return troubles.every(db)


def to_read(db: Database) -> list[ToRead]:
    """The messages that a person has to read, the oldest first."""
    return replies.to_read(db, allowed(db, "read messages"))


def entered_last(db: Database, code: str | None) -> Asked | None:
    """Whose answer or outcome was entered by hand last, of that invitation or of all, and not taken back since."""
    within = allowed(db, "take back what was entered")
    named = None if code is None else asked.by_code(db, code, within).invitation.id
    entry = entries.last(db, named, within)
    return None if entry is None else asked.by_id(db, entry.invitation_id)


def hears_by(db: Database, one: Asked, *, now: Instant) -> Instant:
    """Until when somebody on standby hears whether they get a dose (R29)."""
    return standby.hears_by(db, one.invitation.id, one.offer, now=now)


def offer(db: Database, number: int, *, task: str = _OFFERS) -> AtCenter:
    """The offer with this number, for that task. NotFound, Refused."""
    it = offers.get(db, number, allowed(db, task))
    return AtCenter(it, centers.by_id(db, it.center_id))


def offer_for(db: Database, reservist: Reservist, number: int | None) -> AtCenter:
    """The offer with this number, else the latest of that person's center. NotFound."""
    if number is not None:
        return offer(db, number)
    latest = offers.every(db, center_id=reservist.center_id, state=None, limit=1)
    if not latest:
        raise NotFound("their center has made no offer yet", cause="no_such_offer")
    return _at_centers(db, latest)[0]


def offer_with_invitations(db: Database, number: int) -> tuple[AtCenter, list[Asked]]:
    """The offer with this number, and all who were asked for it, in that order; as of one moment. NotFound."""
    with db.read():
        return offer(db, number), asked.of_offer(db, number)


def of_codes(db: Database, codes: Iterable[str | None]) -> list[Asked]:
    """The invitations that have one of these codes."""
    return asked.of_codes(db, [code for code in codes if code])


def coming(db: Database, number: int | None) -> tuple[AtCenter, list[Asked]]:
    """Who is confirmed, or had the dose already, by name; of the offer with this number, else of the only one that goes
    on, else of the last. NotFound; Refused when several go on."""
    allowed(db, "see who is coming")
    with db.read():
        it = offer(db, number) if number is not None else _meant(db)
        placed = [one for one in asked.of_offer(db, it.offer.id) if one.invitation.state in PLACED]
    return it, sorted(placed, key=lambda one: (one.reservist.last_name or "", one.reservist.first_name or ""))


def _meant(db: Database) -> AtCenter:
    going = in_play(db)
    if len(going) > 1:
        known = ", ".join(f"{one.offer.id} ({one.center.code})" for one in going)
        raise Refused(f"several offers go on: {known}", "name one by its number", cause="several_offers")
    last = going or all_offers(db, center=None, state=None, limit=1)
    if not last:
        raise NotFound("there is no offer yet", cause="no_such_offer")
    return last[0]


def all_offers(db: Database, *, center: str | None, state: str | None, limit: int) -> list[AtCenter]:
    """Offers, the newest first, at most `limit` (-1 for all). NotFound for a center that there is not."""
    return _at_centers(db, offers.every(db, center_id=center_for(db, _OFFERS, center), state=state, limit=limit))


def offers_in_play(db: Database, center_id: int, *, task: str = _OFFERS) -> list[Offer]:
    """Offers of a center that are neither closed nor cancelled, for that task, the oldest first. Refused."""
    return offers.in_play(db, allowed(db, task, center_id))


def in_play(db: Database, center_id: int | None = None) -> list[AtCenter]:
    """Offers not yet closed or cancelled, the oldest first, of one center or of all."""
    return _at_centers(db, offers.in_play(db, allowed(db, _OFFERS, center_id)))


def overdue(db: Database, *, now: Instant) -> tuple[int, list[Offer]]:
    """What the next round will find: how many people did not answer in their time, and which offers are over."""
    within = allowed(db, _OFFERS)
    return len(asked.silent(db, now, within)), [one for one in offers.in_play(db, within) if one.until_at < now]


def going_on(db: Database, *, now: Instant) -> Going:
    """All that is going on, as of one moment."""
    within = allowed(db, _OFFERS)
    with db.read():
        over = [one for one in offers.awaiting_people(db, now - EVENING) if within in (None, one.center_id)]
        shown = _at_centers(db, [*over, *offers.in_play(db, within)])
        return Going(
            [(it, asked.held_of_offer(db, it.offer.id)) for it in shown],
            outbox.waiting(db, within),
            replies.to_read(db, within) if may_do(db, "read messages") else [],
            troubles.every(db),
        )


def head(db: Database) -> str:
    """Where the log ends, as people write it down (R34)."""
    return log_end.head(db).text


def _at_centers(db: Database, some: list[Offer]) -> list[AtCenter]:
    known = centers.by_ids(db, {one.center_id for one in some})
    return [AtCenter(one, known[one.center_id]) for one in some]
