"""What waits for a round that nobody makes: told wherever an evening is looked at."""

from collections.abc import Iterator

from qvax_cli.context import Qvax
from qvax_cli.loop import views
from qvax_cli.rules.local_time import Instant


def say_overdue(qvax: Qvax, now: Instant) -> None:
    """Says it at the terminal."""
    qvax.output.say(*overdue(qvax, now))


def overdue(qvax: Qvax, now: Instant) -> Iterator[str]:
    """People whose time is over and in whose place nobody is asked yet, and offers that are over and not closed."""
    people, offers = views.overdue(qvax.db, now=now)
    if people:
        yield qvax.words("past_time", n=people)
    for offer in offers:
        yield qvax.words("not_closed", number=offer.id)
