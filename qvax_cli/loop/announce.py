"""What a center announces: so many spare doses, until when, for whom (R9)."""

from collections.abc import Callable
from typing import NamedTuple

from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.spoken import counted
from qvax_cli.store import events, offers
from qvax_cli.store.centers import Center
from qvax_cli.store.database import Database
from qvax_cli.store.offers import Offer

_MOST_DOSES = 200
_FARTHEST = 7 * 24 * 3600


class Terms(NamedTuple):
    """What a center announces. `from_at` None is now, `until_at` None is the usual time after `from_at`; `policy` and
    `surplus` None are those of the center."""

    doses: int
    from_at: Instant | None
    until_at: Instant | None
    vaccine: str | None
    min_age: int | None
    max_age: int | None
    policy: str | None = None
    surplus: float | None = None
    lot: str | None = None


class Policy(NamedTuple):
    """The numbers in force, in seconds; they are stored with each offer (R9). of_center: by its code, whether it asks
    strictly or with standby, and for how many yeses beyond the doses (R26)."""

    answer_seconds: int
    overlap_seconds: int
    last_call_seconds: int
    default_seconds: int
    of_center: Callable[[str], tuple[str, float]]


def open_offer(db: Database, center: Center, terms: Terms, policy: Policy, *, now: Instant) -> Offer:
    """A new offer, for which nobody is asked yet, in the caller's transaction. Complaint if the terms break R9."""
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
            "lot": terms.lot,
            "min_age": terms.min_age,
            "max_age": terms.max_age,
            **_standby(terms, *policy.of_center(center.code)),
            "answer_seconds": policy.answer_seconds,
            "overlap_seconds": policy.overlap_seconds,
            "last_call_seconds": policy.last_call_seconds,
        },
    )
    detail = counted(offer.doses, "dose")
    events.record(db, "offer opened", now, center=center.id, offer=offer.id, detail=detail, facts=_facts(offer))
    return offer


def _standby(terms: Terms, policy: str, surplus: float) -> dict[str, object]:
    """How many people are asked (R26). Complaint for a surplus that cannot be."""
    policy = terms.policy or policy
    if policy == "strict":
        if terms.surplus is not None:
            raise Complaint("surplus", "a strict offer asks nobody beyond its doses: that goes with the policy standby")
        return {"policy": policy, "surplus": None}
    if terms.surplus is not None and not 0 <= terms.surplus <= terms.doses:
        raise Complaint("surplus", f"it lies between 0 and the doses, {terms.doses}, not {terms.surplus:g}")
    # A usual surplus above a small number of doses is not more than these.
    return {"policy": policy, "surplus": min(surplus, terms.doses) if terms.surplus is None else terms.surplus}


def _facts(offer: Offer) -> dict[str, object]:
    """What decisions about an offer come from, for the log."""
    return {
        "doses": offer.doses,
        "from": offer.from_at,
        "until": offer.until_at,
        "min_age": offer.min_age,
        "max_age": offer.max_age,
        "policy": offer.policy,
        "surplus": offer.surplus,
        "answer": offer.answer_seconds,
        "overlap": offer.overlap_seconds,
        "last_call": offer.last_call_seconds,
    }


def check_doses(doses: int) -> None:
    """Complaint unless an offer can have that many doses (R9)."""
    if not 1 <= doses <= _MOST_DOSES:
        raise Complaint("doses", f"an offer has 1 to {_MOST_DOSES} doses, not {doses}")


def _check(terms: Terms, from_at: Instant, until_at: Instant, now: Instant) -> None:
    check_doses(terms.doses)
    if until_at <= now:
        raise Complaint("until", "that moment has passed", "give the time by which the last dose must be used")
    if until_at <= from_at:
        raise Complaint("until", "the offer would end before it begins", cause="ends_before_begin")
    if until_at > now + _FARTHEST:
        raise Complaint("until", "an offer ends within the coming 7 days")
    low, high = terms.min_age, terms.max_age
    for name, age in (("min-age", low), ("max-age", high)):
        if age is not None and not 0 <= age <= 150:
            raise Complaint(name, f"an age lies between 0 and 150, not {age}")
    if low is not None and high is not None and low > high:
        raise Complaint("min-age", f"nobody is at least {low} and at most {high} years old")
