"""Why there are doses for which nobody is asked, in a sentence."""

from qvax_cli.console import tables
from qvax_cli.context import Qvax
from qvax_cli.rules.local_time import Instant
from qvax_cli.store.offers import Offer


def why_short(qvax: Qvax, offer: Offer, now: Instant) -> str:
    """Why nobody is asked for some doses of an offer, and what can be done; "" when somebody is for each."""
    words, short = qvax.words, offer.uncovered
    if not short:
        return ""
    if not offer.invites(now):
        return words("last_call", minutes=f"{offer.last_call_seconds / 60:g}")
    if (left := offer.until_at - max(now, offer.from_at)) < offer.overlap_seconds:
        minutes = words("minutes", n=round(left / 60))
        return words("too_short", left=minutes, minutes=f"{offer.overlap_seconds / 60:g}")
    return tables.quiet_line(qvax, offer, now) or words("nobody_to_ask", doses=words("doses", n=short))
