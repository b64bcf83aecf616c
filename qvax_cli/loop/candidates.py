"""Who can be asked for the doses of an offer, in order: the oldest available first (R10, R11)."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from qvax_cli.rules import allocation
from qvax_cli.rules.age import born_between
from qvax_cli.rules.blocks import touching
from qvax_cli.rules.local_time import Instant, day
from qvax_cli.rules.rank import ranks
from qvax_cli.rules.windows import Window, overlap
from qvax_cli.store import asked as store_asked
from qvax_cli.store import availability
from qvax_cli.store import candidates as store
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer
from qvax_cli.store.people import Reservist

#: So many people are read by the first statement, and by each after it twice as many, up to a most: all may have been
#: asked before, and a statement takes only so many values.
_TOGETHER, _MOST_TOGETHER = 32, 1_000


def candidates(db: Database, offer: Offer, *, now: Instant) -> Iterator[tuple[Reservist, Window]]:
    """The people who can be asked for this offer (R10) in the order of R11, with the window that fits.

    In the caller's transaction: they are read some at a time, and nobody else may ask them meanwhile.
    """
    start, least = max(now, offer.from_at), offer.overlap_seconds
    if offer.until_at - start < least:
        return
    # A window shares `least` seconds with the offer if it begins by `latest` and ends after `earliest`.
    earliest, latest = start + least - 1, offer.until_at - least
    blocks = touching(min(earliest, latest), max(earliest, latest))
    born: tuple[date | None, date | None] = born_between(offer.min_age, offer.max_age, day(offer.from_at))
    ids = availability.in_order(db, offer.center_id, blocks, ranks(*born))
    together = _TOGETHER
    while some := list(islice(ids, together)):
        together = min(2 * together, _MOST_TOGETHER)
        for reservist, windows in store.among(db, offer.id, some, earliest=earliest, latest=latest):
            fitting = (window for window in windows if overlap(window, start, offer.until_at) >= least)
            if (window := next(fitting, None)) is not None:
                yield reservist, window


def to_ask_again(db: Database, people: Iterable[allocation.Asked], *, now: Instant) -> list[Asked]:
    """Those who were released and can still come, oldest first (R10, R30)."""
    released = store_asked.by_ids(db, [person.key for person in allocation.to_ask_again(people)])
    return [one for one in released if _can_come(db, one, now)]


def _can_come(db: Database, asked: Asked, now: Instant) -> bool:
    """Whether somebody who was asked before is on the list, holds nothing, and has a window that fits."""
    offer, start = asked.offer, max(now, asked.offer.from_at)
    if asked.reservist.state != "listed" or asked.reservist.center_id != offer.center_id:
        return False
    if store_asked.held_by(db, asked.reservist.id) is not None:
        return False
    windows = availability.of(db, asked.reservist.id)
    return any(overlap(window, start, offer.until_at) >= offer.overlap_seconds for window in windows)
