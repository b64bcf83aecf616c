"""What is said when a strict offer is over and doses were lost: what standby would have been expected to save."""

from collections.abc import Iterable

from qvax_cli.context import Qvax
from qvax_cli.loop import views
from qvax_cli.loop.forecast import with_standby
from qvax_cli.store.offers import Offer

#: Less likely than not is no reason to say anything.
_LIKELY = 0.5


def say_lost(qvax: Qvax, offers: Iterable[Offer]) -> None:
    """A line for each of these offers that asked strictly, is over and has doses left, where standby would probably
    have used them all."""
    for offer in offers:
        if offer.policy != "strict" or offer.confirmed >= offer.doses:
            continue
        center = views.offer(qvax.db, offer.id).center
        chance = with_standby(qvax.db, offer, qvax.policy.of_center(center.code)[1])
        if chance >= _LIKELY:
            said = {"number": offer.id, "n": offer.doses, "center": center.code}
            qvax.output.say(qvax.words("lost_with_standby", **said, chance=f"{min(99, chance * 100):.0f}"))
