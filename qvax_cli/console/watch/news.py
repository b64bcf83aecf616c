"""What happened between two looks, whoever brought it about: this watch, another terminal, cron."""

from typing import NamedTuple

from qvax_cli.console.rounds import Done
from qvax_cli.console.tables import called, whose
from qvax_cli.console.watch.look import Look
from qvax_cli.words import Words

#: What somebody has said, as against what came over them.
_SAID = ("confirmed", "declined", "standby", "too_late")


class News(NamedTuple):
    """The lines, in the order in which people were asked; answered: whether anybody said something."""

    lines: list[str]
    answered: bool


def news(before: Look, after: Look, words: Words) -> News:
    """What is new in the later look."""
    known = {one.invitation.code: one.invitation.state for offer in before.offers for one in offer.asked}
    new = [
        one
        for offer in after.offers
        for one in offer.asked
        if known.get(one.invitation.code) != one.invitation.state != "queued"
    ]
    to_read = {one.id for one in after.to_read} - {one.id for one in before.to_read}
    return News(
        [words(f"became_{one.invitation.state}", who=called(one)) for one in new],
        bool(to_read) or any(one.invitation.state in _SAID for one in new),
    )


def of_round(done: Done, seen: Look, words: Words) -> list[str]:
    """What only the round itself can tell: offers that are over, messages that did not arrive or never will."""
    names = {one.invitation.code: called(one) for offer in seen.offers for one in offer.asked}
    over = [
        words("offer_over", number=one.id, n=one.doses, placed=one.confirmed, lost=one.lost)
        for one in done.round.ended.closed
    ]
    back = [
        words(
            "came_back",
            who=names.get(one.code or "", one.code or whose(one.reservist)),
            channel=one.channel,
            why=words.reason(one.why),
        )
        for one in done.round.came_back
    ]
    failed = [words("failed_message", who=names.get(one.who, one.who)) for one in done.delivery.failed]
    return [*over, *back, *failed]
