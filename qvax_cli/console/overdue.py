"""What waits for a round that nobody makes: told wherever an evening is looked at."""

from qvax_cli.context import Qvax
from qvax_cli.loop import views
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.spoken import counted


def say_overdue(qvax: Qvax, now: Instant) -> None:
    """People whose time is over and in whose place nobody is asked yet, and offers that are over and not closed."""
    people, offers = views.overdue(qvax.db, now=now)
    if people:
        who = counted(people, "person", "is past their time and the next is", "are past their time and the next are")
        qvax.output.say(f"{who} not asked yet: qvax poll")
    for offer in offers:
        qvax.output.say(f"Offer {offer.id} is over and not closed yet: qvax poll")
