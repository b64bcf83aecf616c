"""What the commands share that ask people: hand over, then say who was asked, who was not, and what is next."""

from collections.abc import Iterable, Sequence

import typer

from qvax_cli.console import json_shapes, tables
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.store import invitations, offers
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.offers import Offer
from qvax_cli.store.outbox import Message

_NAMED = 5


class Asked:
    """The invitations that a command made, as they are after the hand-over.

    everything: also those of other offers that were waiting, and left or failed just now.
    """

    def __init__(
        self, qvax: Qvax, made: Iterable[Invitation], *, dry_run: bool = False, everything: bool = False
    ) -> None:
        self.qvax = qvax
        self.troubles: Sequence[str] = ()
        self.failed: Sequence[Message] = ()
        found = list(made)
        if not dry_run:
            handed_over = qvax.hand_over()
            self.troubles = list(dict.fromkeys(handed_over.troubles))
            self.failed = handed_over.failed
            concerned = {one.offer_id for one in found}
            found += (
                one
                for one in (*handed_over.asked, *handed_over.invited, *handed_over.undeliverable)
                if everything or one.offer_id in concerned
            )
            found = [invitations.by_id(qvax.db, one.id) for one in {one.id: one for one in found}.values()]
        self.invited = [one for one in found if one.state != "undeliverable"]
        self.undeliverable = [one for one in found if one.state == "undeliverable"]

    def shapes(self) -> list[json_shapes.Shape]:
        """`invited` of the contract."""
        now = self.qvax.now()
        return [json_shapes.invitation(self.qvax.db, one, now) for one in self.invited]

    def say(self) -> None:
        """Who was asked, who could not be, and what the channels said."""
        say = self.qvax.output.say
        if self.invited:
            tables.invitations(self.qvax, self.invited, self.qvax.now())
        if self.undeliverable:
            named = [tables.named_with_mobile(self.qvax, one) for one in self.undeliverable[:_NAMED]]
            more = len(self.undeliverable) - len(named)
            others = f" and {more} more" if more else ""
            say(f"No channel reaches {', '.join(named)}{others}: they were passed over and lost nothing.")
            if "sms" not in self.qvax.channels:
                say("People with only a mobile number need an SMS channel: section [sms] of the configuration.")
        for message in self.failed:
            code = invitations.by_id(self.qvax.db, message.invitation_id).code
            say(f"{code}: no channel takes the {tables.state(message.kind)} for them. Phone them.")
        for trouble in self.troubles:
            say(f"Not handed over yet, tried again by the next qvax poll: {trouble}.")


def offer_changed(
    qvax: Qvax, offer: Offer, asked: Asked, cancelled: Sequence[Invitation] = (), *, shorts: bool = True
) -> None:
    """Shows an offer after a change; exit 5 when doses are left for which nobody can be asked."""
    offer = offers.get(qvax.db, offer.id)
    short = offer.uncovered if offer.in_play(qvax.now()) else 0
    if qvax.output.json:
        qvax.output.data(
            {
                "offer": json_shapes.offer(qvax.db, offer),
                "invited": asked.shapes(),
                "cancelled": [one.code for one in cancelled],
                "short": short,
                "undeliverable": [one.code for one in asked.undeliverable],
            }
        )
    qvax.output.say(tables.offer_line(qvax, offer, qvax.now()), tables.counts_line(offer))
    if not qvax.output.json:
        asked.say()
    if cancelled:
        qvax.output.say("Taken back: " + ", ".join(one.code for one in cancelled) + "; who knew of it is told.")
    if asked.troubles or (shorts and short):
        raise typer.Exit(DONE_IN_PART)
