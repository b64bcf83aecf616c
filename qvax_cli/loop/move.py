"""Moves an invitation from one state to another: the state, the log, and what waited to be told, in one."""

from qvax_cli.errors import DatabaseFailure
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import events, invitations, outbox
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.offers import Offer


def move(
    db: Database,
    invitation: Invitation,
    offer: Offer,
    state: str,
    *,
    what: str,
    now: Instant,
    untrue: str = "",
    answered_at: Instant | None = None,
) -> Invitation:
    """The invitation in its new state, in the caller's transaction.

    what: for the log; untrue: why what still waits to be told is not true any more, and is dropped. DatabaseFailure
    when the invitation is no longer what it was when it was read.
    """
    changed = invitations.change(db, invitation, state, answered_at=answered_at)
    if changed is None:
        raise DatabaseFailure(
            f"invitation {invitation.code} has changed while it was being worked on", "nothing was changed; try again"
        )
    if untrue:
        outbox.drop(db, invitation.id, None, untrue)
    note(db, what, changed, offer, now=now)
    return changed


def note(
    db: Database, what: str, invitation: Invitation, offer: Offer, *, now: Instant, detail: str | None = None
) -> None:
    """Writes into the log what has happened to an invitation."""
    events.record(
        db,
        what,
        now,
        center=offer.center_id,
        offer=offer.id,
        invitation=invitation.id,
        reservist=invitation.reservist_id,
        detail=detail,
    )
