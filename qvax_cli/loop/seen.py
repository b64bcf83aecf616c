"""Writes down who has seen whose data, where there are operators: by whom, when, whom by id, or how many."""

from qvax_cli.errors import DatabaseFailure
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import events
from qvax_cli.store.database import Database
from qvax_cli.store.operators import at_work

#: A look must not wait for others who write (seconds).
_PATIENCE = 1.0


def saw(
    db: Database,
    what: str,
    *,
    now: Instant,
    center: int | None = None,
    offer: int | None = None,
    person: int | None = None,
) -> bool:
    """The log says that whoever is at work has seen `what`, of one person by id, or as a list with its number of
    people. Without operators nothing is written.

    False when it could not be: nobody is kept from what they may see because a database is busy or can only be read.
    """
    if at_work(db) is None:
        return True
    try:
        with db.write(patience=_PATIENCE):
            events.record(db, "seen", now, center=center, offer=offer, reservist=person, detail=what)
    except DatabaseFailure:
        return False
    return True
