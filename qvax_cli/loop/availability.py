"""What silence costs, and how it is undone: the person's windows (R16, R18)."""

from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.windows import Window, merge
from qvax_cli.store import availability, people
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation


def take_away(db: Database, invitation: Invitation) -> None:
    """The person did not react: their windows are withheld until they enter new ones."""
    reservist = people.by_id(db, invitation.reservist_id)
    if reservist.state == "listed":
        availability.withhold(db, invitation.id, reservist)


def give_back(db: Database, invitation: Invitation, *, now: Instant) -> None:
    """The person did react in time: what was withheld and has not passed is theirs again."""
    windows = availability.withheld(db, invitation.id)
    reservist = people.by_id(db, invitation.reservist_id)
    if reservist.state == "listed" and windows:
        theirs = [Window(*w) for w in windows if w.end > now]
        availability.replace(db, reservist, merge([*theirs, *availability.of(db, reservist.id)]))
