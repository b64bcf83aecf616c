"""What is read to be shown, by whatever shows it: the lists and single things of the desk, in a look-up or two."""

from collections.abc import Iterable
from typing import NamedTuple

from qvax_cli.store import asked, centers, offers, outbox, replies, troubles
from qvax_cli.store.asked import Asked
from qvax_cli.store.centers import Center
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer
from qvax_cli.store.replies import ToRead
from qvax_cli.store.troubles import Trouble


class AtCenter(NamedTuple):
    """An offer and whose it is."""

    offer: Offer
    center: Center


class Going(NamedTuple):
    """All that is going on: the offers that are not over, each with the people who are being asked; how many messages
    wait; what a person has to read; which channels and inboxes are out of order."""

    offers: list[tuple[AtCenter, list[Asked]]]
    messages_waiting: int
    to_read: list[ToRead]
    troubles: list[Trouble]


def center_id(db: Database, code: str | None) -> int | None:
    """The center with this code; None where none is named. NotFound."""
    return centers.get(db, code).id if code else None


def offer(db: Database, number: int) -> AtCenter:
    """The offer with this number. NotFound."""
    found = offers.get(db, number)
    return AtCenter(found, centers.by_id(db, found.center_id))


def offer_with_invitations(db: Database, number: int) -> tuple[AtCenter, list[Asked]]:
    """The offer with this number, and all who were asked for it, in that order; as of one moment. NotFound."""
    with db.read():
        return offer(db, number), asked.of_offer(db, number)


def all_offers(db: Database, *, center: str | None, state: str | None, limit: int) -> list[AtCenter]:
    """Offers, the newest first, at most `limit` (-1 for all). NotFound for a center that there is not."""
    return _at_centers(db, offers.every(db, center_id=center_id(db, center), state=state, limit=limit))


def in_play(db: Database, center_id: int | None = None) -> list[AtCenter]:
    """Offers not yet closed or cancelled, the oldest first, of one center or of all."""
    return _at_centers(db, offers.in_play(db, center_id))


def going_on(db: Database) -> Going:
    """All that is going on, as of one moment."""
    with db.read():
        return Going(
            [(it, asked.live_of_offer(db, it.offer.id)) for it in in_play(db)],
            outbox.waiting(db),
            replies.to_read(db),
            troubles.every(db),
        )


def _at_centers(db: Database, found: Iterable[Offer]) -> list[AtCenter]:
    known = {center.id: center for center in centers.every(db)}
    return [AtCenter(one, known[one.center_id]) for one in found]
