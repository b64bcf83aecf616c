"""The log, read (R24): its events with what they are about."""

from typing import NamedTuple

from qvax_cli.store.database import Database
from qvax_cli.store.rows import at_most, row_to


class Logged(NamedTuple):
    """An event. center, code: of what it is about; name: of whom, while their data are kept. None where it is about no
    such thing."""

    id: int
    at: int
    operator: str
    what: str
    center: str | None
    offer_id: int | None
    code: str | None
    reservist_id: int | None
    detail: str | None
    name: str | None


_logged = row_to(Logged)


def events(
    db: Database,
    *,
    since: int | None,
    offer_id: int | None,
    reservist_id: int | None,
    center_id: int | None,
    what: str | None = None,
    limit: int,
) -> list[Logged]:
    """Events in the order in which they happened, of them all or of these alone; of many the newest (-1 for all).

    What happened to an invitation is about its offer and person, too.
    """
    rows = db.all(
        """SELECT e.id, e.at, e.operator, e.what, c.code AS center, coalesce(e.offer_id, i.offer_id) AS offer_id,
                  i.code, coalesce(e.reservist_id, i.reservist_id) AS reservist_id, e.detail,
                  r.first_name || ' ' || r.last_name AS name
           FROM events AS e
           LEFT JOIN invitations AS i ON i.id = e.invitation_id
           LEFT JOIN centers AS c ON c.id = e.center_id
           LEFT JOIN reservists AS r ON r.id = coalesce(e.reservist_id, i.reservist_id)
           WHERE (e.at >= :since OR :since IS NULL)
             AND (coalesce(e.offer_id, i.offer_id) = :offer OR :offer IS NULL)
             AND (coalesce(e.reservist_id, i.reservist_id) = :reservist OR :reservist IS NULL)
             AND (e.center_id = :center OR :center IS NULL) AND (e.what = :what OR :what IS NULL)
           ORDER BY e.id DESC LIMIT :limit""",
        since=since,
        offer=offer_id,
        reservist=reservist_id,
        center=center_id,
        what=what,
        limit=at_most(limit),
    )
    return [_logged(row) for row in reversed(rows)]
