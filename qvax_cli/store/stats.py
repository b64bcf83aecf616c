"""What is counted at the end of a day: the offers of some days, and their invitations."""

from typing import NamedTuple

from qvax_cli.store.database import Database
from qvax_cli.store.rows import row_to


class Opened(NamedTuple):
    """An offer, as it stands now; `center` is a code."""

    id: int
    center: str
    opened_at: int
    state: str
    doses: int
    confirmed: int


class Invited(NamedTuple):
    """An invitation that was handed over; `birth_date` is None once the person's data were erased."""

    state: str
    created_at: int
    sent_at: int
    answered_at: int | None
    birth_date: str | None


def opened(db: Database, *, center_id: int | None, first: int, last: int) -> list[Opened]:
    """The offers opened from `first` to before `last`, by center and time."""
    rows = db.all(
        """SELECT o.id, c.code AS center, o.opened_at, o.state, o.doses, o.confirmed
           FROM offers AS o JOIN centers AS c ON c.id = o.center_id
           WHERE o.opened_at >= :first AND o.opened_at < :last AND (o.center_id = :center_id OR :center_id IS NULL)
           ORDER BY c.code, o.opened_at, o.id""",
        center_id=center_id,
        first=first,
        last=last,
    )
    return list(map(row_to(Opened), rows))


def last_opened(db: Database, *, center_id: int | None) -> int | None:
    """When the last offer was opened; None when there was none."""
    row = db.one(
        "SELECT max(opened_at) AS at FROM offers WHERE center_id = :center_id OR :center_id IS NULL",
        center_id=center_id,
    )
    return None if row is None else row["at"]


def invited(db: Database, offer_id: int) -> list[Invited]:
    """Who heard of an offer, in the order people were asked."""
    rows = db.all(
        """SELECT i.state, i.created_at, i.sent_at, i.answered_at, r.birth_date
           FROM invitations AS i JOIN reservists AS r ON r.id = i.reservist_id
           WHERE i.offer_id = :id AND i.sent_at IS NOT NULL ORDER BY i.id""",
        id=offer_id,
    )
    return list(map(row_to(Invited), rows))
