"""What a coordinator types of an offer, as the terms of it."""

from qvax_cli.context import Qvax
from qvax_cli.loop.announce import Terms
from qvax_cli.rules import offer_times
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.local_time import parse_moment
from qvax_cli.rules.masked import masked

_LONGEST_VACCINE = 40


def terms(
    qvax: Qvax,
    doses: int,
    from_: str | None,
    until: str | None,
    vaccine: str | None,
    min_age: int | None,
    max_age: int | None,
    policy: str | None,
    surplus: float | None,
    lot: str | None = None,
) -> Terms:
    """The terms; times without a zone are Brussels time. Unreadable, for a time that nobody can read."""
    now = qvax.now()
    for field, name in (("vaccine", vaccine), ("lot", lot)):
        if name is not None and (not name.isprintable() or len(name) > _LONGEST_VACCINE):
            raise Complaint(field, f"is a name on one line, of at most {_LONGEST_VACCINE} characters")
        if name is not None and masked(name, "") != name:
            raise Complaint(field, "there is a national number in it, and everybody who is asked would read it")
    from_at = parse_moment(from_, now, "from") if from_ else None
    until_at = parse_moment(until, now, "until") if until else None
    offer_times.check(
        (from_, from_at) if from_ and from_at is not None else None,
        (until, until_at) if until and until_at is not None else None,
        qvax.policy.default_seconds,
        now,
    )
    return Terms(doses, from_at, until_at, vaccine, min_age, max_age, str(policy) if policy else None, surplus, lot)
