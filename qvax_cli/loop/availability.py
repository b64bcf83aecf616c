"""What silence costs, and how it is undone: the person's windows (R16, R18)."""

from qvax_cli.loop.move import note
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.windows import Window, merge
from qvax_cli.store import availability
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database


def take_away(db: Database, asked: Asked, *, now: Instant) -> None:
    """The person did not react: their windows are withheld until they enter new ones."""
    if asked.reservist.state == "listed":
        availability.withhold(db, asked.invitation.id, asked.reservist)
        note(db, "availability withheld", asked, now=now, facts={"windows": ()})


def give_back(db: Database, asked: Asked, *, now: Instant) -> None:
    """The person did react in time: what was withheld and has not passed is theirs again."""
    windows = availability.withheld(db, asked.invitation.id)
    if asked.reservist.state == "listed" and windows:
        theirs = [Window(*w) for w in windows if w.end > now]
        then = merge([*theirs, *availability.of(db, asked.reservist.id)])
        availability.replace(db, asked.reservist, then)
        note(db, "availability given back", asked, now=now, facts={"windows": then})
