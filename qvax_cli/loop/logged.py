"""The log as it is read, by people who may."""

from qvax_cli.loop import views
from qvax_cli.store import log as store
from qvax_cli.store import offers
from qvax_cli.store.database import Database
from qvax_cli.store.log import Logged
from qvax_cli.store.operators import kept_to


def log(
    db: Database,
    *,
    since: int | None,
    offer: int | None,
    person: int | None,
    center: str | None,
    what: str | None = None,
    limit: int,
) -> list[Logged]:
    """The events of the log, the oldest first; of more than `limit` the newest (-1 for all). person: an id; what: their
    kind. NotFound for an offer or a center that there is not."""
    at = views.center_for(db, "read the log", center)
    return store.events(
        db,
        since=since,
        offer_id=None if offer is None else offers.get(db, offer, kept_to(db)).id,
        reservist_id=person,
        center_id=at,
        what=what,
        limit=limit,
    )
