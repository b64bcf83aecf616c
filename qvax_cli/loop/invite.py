"""Asks people for the doses of an offer: the oldest available first, no more than there are doses (R9 to R12)."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from qvax_cli.loop.move import note
from qvax_cli.loop.notify import tell
from qvax_cli.loop.reach import Reach
from qvax_cli.rules.age import born_between
from qvax_cli.rules.blocks import touching
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.local_time import Instant, day
from qvax_cli.rules.rank import ranks
from qvax_cli.rules.windows import Window, overlap
from qvax_cli.store import availability, events, invitations, offers, people
from qvax_cli.store.centers import Center
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.offers import Offer
from qvax_cli.store.people import Reservist

_MOST_DOSES = 200
_FARTHEST = 7 * 24 * 3600


class Terms(NamedTuple):
    """What a center announces. `from_at` None is now, `until_at` None is the usual time after `from_at`."""

    doses: int
    from_at: Instant | None
    until_at: Instant | None
    vaccine: str | None
    min_age: int | None
    max_age: int | None


class Policy(NamedTuple):
    """The numbers in force, in seconds; they are stored with each offer (R9)."""

    answer_seconds: int
    overlap_seconds: int
    last_call_seconds: int
    default_seconds: int


def announce(
    db: Database, center: Center, terms: Terms, policy: Policy, reach: Reach, *, now: Instant
) -> tuple[Offer, list[Invitation]]:
    """Opens an offer and invites for it. Complaint if the terms break R9."""
    from_at = terms.from_at if terms.from_at is not None else now
    until_at = terms.until_at if terms.until_at is not None else from_at + policy.default_seconds
    _check(terms, from_at, until_at, now)
    offer = offers.add(
        db,
        {
            "center_id": center.id,
            "doses": terms.doses,
            "opened_at": now,
            "from_at": from_at,
            "until_at": until_at,
            "vaccine": terms.vaccine,
            "min_age": terms.min_age,
            "max_age": terms.max_age,
            "answer_seconds": policy.answer_seconds,
            "overlap_seconds": policy.overlap_seconds,
            "last_call_seconds": policy.last_call_seconds,
        },
    )
    events.record(db, "offer opened", now, center=center.id, offer=offer.id, detail=f"{offer.doses} doses")
    invited = refill(db, offer.id, reach, now=now)
    return offers.get(db, offer.id), invited


def check_doses(doses: int) -> None:
    """Complaint unless an offer can have that many doses (R9)."""
    if not 1 <= doses <= _MOST_DOSES:
        raise Complaint("doses", f"an offer has 1 to {_MOST_DOSES} doses, not {doses}")


def _check(terms: Terms, from_at: Instant, until_at: Instant, now: Instant) -> None:
    check_doses(terms.doses)
    if until_at <= now:
        raise Complaint("until", "that moment has passed", "give the time by which the last dose must be used")
    if until_at <= from_at:
        raise Complaint("until", "the offer would end before it begins", "give --until after --from")
    if until_at > now + _FARTHEST:
        raise Complaint("until", "an offer ends within the coming 7 days")
    low, high = terms.min_age, terms.max_age
    for name, age in (("min-age", low), ("max-age", high)):
        if age is not None and not 0 <= age <= 150:
            raise Complaint(name, f"an age lies between 0 and 150, not {age}")
    if low is not None and high is not None and low > high:
        raise Complaint("min-age", f"nobody is at least {low} and at most {high} years old")


def refill(db: Database, offer_id: int, reach: Reach, *, now: Instant) -> list[Invitation]:
    """Invites for every dose that is neither confirmed nor covered (R12), inside the caller's transaction.

    Returns what was made, in order; people whom no channel can reach are among them, undeliverable (R13). In quiet
    hours nobody is asked: who comes next is decided when they are over, by what the list says then.
    """
    offer = offers.get(db, offer_id)
    missing = offer.uncovered if offer.invites(now) else 0
    made: list[Invitation] = []
    if missing <= 0 or reach.quiet_until(offer.center_id, "invitation", now):
        return made
    for reservist, _ in candidates(db, offer, now=now):
        channels = reach(reservist)
        invitation = invitations.add(db, offer.id, reservist.id, ",".join(channels), now=now)
        made.append(invitation)
        note(db, "invited" if channels else "undeliverable", invitation, offer, now=now)
        if channels:
            first = channels if reach.together(offer.center_id) else channels[:1]
            tell(db, invitation, offer, "invitation", now=now, channels=first)
            missing -= 1
            if missing == 0:
                break
    return made


def candidates(db: Database, offer: Offer, *, now: Instant) -> Iterator[tuple[Reservist, Window]]:
    """The people who can be asked for this offer (R10) in the order of R11, with the window that fits."""
    start, least = max(now, offer.from_at), offer.overlap_seconds
    if offer.until_at - start < least:
        return
    # A window shares `least` seconds with the offer if it begins by `latest` and ends after `earliest`.
    earliest, latest = start + least - 1, offer.until_at - least
    cells = touching(min(earliest, latest), max(earliest, latest))
    born: tuple[date | None, date | None] = born_between(offer.min_age, offer.max_age, day(offer.from_at))
    for reservist_id in availability.in_turn(db, offer.center_id, cells, ranks(*born)):
        if not invitations.is_candidate(db, offer.id, reservist_id):
            continue
        for window in availability.of(db, reservist_id):
            if overlap(window, start, offer.until_at) >= least:
                yield people.by_id(db, reservist_id), window
                break
