"""What silence costs, and how it is undone: the person's windows (R16, R18)."""

from qvax_cli.loop.move import note
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.windows import Window, merge
from qvax_cli.store import availability, repeats
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database


def take_away(db: Database, asked: Asked, *, now: Instant) -> None:
    """The person did not react: their windows are withheld until they enter new ones, and the week that repeats
    ends until it is set anew."""
    if asked.reservist.state == "listed":
        availability.withhold(db, asked.invitation.id, asked.reservist)
        ended = repeats.end(db, asked.reservist.id, asked.invitation.id)
        facts = {"windows": (), "repeat": "ended" if ended else None}
        note(db, "availability withheld", asked, now=now, facts=facts)


def give_back(db: Database, asked: Asked, *, now: Instant) -> None:
    """The person did react in time: what was withheld and has not passed is theirs again, and their
    week goes on."""
    windows = availability.withheld(db, asked.invitation.id)
    resumed = repeats.resume(db, asked.invitation.id)
    if asked.reservist.state == "listed" and (windows or resumed):
        theirs = [Window(*w) for w in windows if w.end > now]
        then = merge([*theirs, *availability.of(db, asked.reservist.id)])
        availability.replace(db, asked.reservist, then)
        facts = {"windows": then, "repeat": "set" if resumed else None}
        note(db, "availability given back", asked, now=now, facts=facts)
