"""Asks people for the doses of an offer: new ones, or those who were let go before a dose came back."""

from collections.abc import Iterable

from qvax_cli.loop.candidates import candidates
from qvax_cli.loop.move import note
from qvax_cli.loop.notify import ask, tell
from qvax_cli.loop.reach import Reach
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import centers, invitations
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer


def invite(db: Database, offer: Offer, count: int, reach: Reach, *, now: Instant) -> list[Asked]:
    """Invites so many people, or all that there are, in the caller's transaction.

    Returns what was made, in order; people whom no channel can reach are among them, undeliverable (R13), and do not
    count.
    """
    made: list[Asked] = []
    reached: list[tuple[Asked, tuple[str, ...]]] = []
    if count <= 0:
        return made
    center = centers.by_id(db, offer.center_id)
    for reservist, _ in candidates(db, offer, now=now):
        channels = reach(reservist)
        invitation = invitations.add(db, offer.id, reservist, ",".join(channels), now=now)
        asked = Asked(invitation, offer, reservist, center)
        made.append(asked)
        facts = {"state": invitation.state, "channels": channels}
        note(db, "invited" if channels else "undeliverable", asked, now=now, facts=facts)
        if channels:
            reached.append((asked, channels if reach.together(offer.center_id) else channels[:1]))
            if len(reached) == count:
                break
    ask(db, offer, reached, now=now)
    return made


def ask_again(db: Database, released: Iterable[Asked], *, now: Instant) -> list[Asked]:
    """Asks them once more: a dose came back."""
    asked: list[Asked] = []
    for one in released:
        changed = invitations.ask_again(db, one.invitation, now)
        if changed is not None:
            again = one._replace(invitation=changed)
            note(db, "asked again", again, now=now, facts={"state": changed.state})
            tell(db, again, "again", now=now)
            asked.append(again)
    return asked
