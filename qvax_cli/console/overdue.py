"""What waits for a round that nobody makes: told wherever an evening is looked at."""

from qvax_cli.context import Qvax
from qvax_cli.loop import views
from qvax_cli.rules.local_time import Instant


def say_overdue(qvax: Qvax, now: Instant) -> None:
    """People whose time is over and in whose place nobody is asked yet, and offers that are over and not closed."""
    people, offers = views.overdue(qvax.db, now=now)
    if people:
        qvax.output.say(qvax.words("past_time", n=people))
    for offer in offers:
        qvax.output.say(qvax.words("not_closed", number=offer.id))
