"""What a coordinator types of an offer, as the terms of it."""

from qvax_cli.context import Qvax
from qvax_cli.loop.invite import Terms
from qvax_cli.rules.local_time import parse_moment


def terms(
    qvax: Qvax,
    doses: int,
    from_: str | None,
    until: str | None,
    vaccine: str | None,
    min_age: int | None,
    max_age: int | None,
) -> Terms:
    """The terms; times without a zone are Brussels time. Unreadable, for a time that nobody can read."""
    now = qvax.now()
    from_at = parse_moment(from_, now, "from") if from_ else None
    until_at = parse_moment(until, now, "until") if until else None
    return Terms(doses, from_at, until_at, vaccine, min_age, max_age)
