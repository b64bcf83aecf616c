"""What silence costs, and how it is undone: the person's windows (R16, R18)."""

from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.windows import Window, merge
from qvax_cli.store import availability
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database


def take_away(db: Database, asked: Asked) -> None:
    """The person did not react: their windows are withheld until they enter new ones."""
    if asked.reservist.state == "listed":
        availability.withhold(db, asked.invitation.id, asked.reservist)


def give_back(db: Database, asked: Asked, *, now: Instant) -> None:
    """The person did react in time: what was withheld and has not passed is theirs again."""
    windows = availability.withheld(db, asked.invitation.id)
    if asked.reservist.state == "listed" and windows:
        theirs = [Window(*w) for w in windows if w.end > now]
        availability.replace(db, asked.reservist, merge([*theirs, *availability.of(db, asked.reservist.id)]))
