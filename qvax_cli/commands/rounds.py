"""One round of `poll` and `--watch`: done, and said."""

from typing import NamedTuple

from qvax_cli import contract
from qvax_cli.commands import screen
from qvax_cli.commands.asking import Asked
from qvax_cli.context import Qvax
from qvax_cli.loop.poll import Round, poll
from qvax_cli.store import offers
from qvax_cli.store.centers import Center


class Done(NamedTuple):
    """A round, and the invitations as they are after the hand-over."""

    round: Round
    asked: Asked

    @property
    def undeliverable(self) -> list[str]:
        """Codes of invitations that no channel could take."""
        ended = self.round.ended.undeliverable
        return list(dict.fromkeys(one.code for one in (*ended, *self.asked.undeliverable)))

    def shape(self) -> contract.Shape:
        """`poll` of the contract."""
        return {
            "answers": [answer._asdict() for answer in self.round.answers],
            "expired": [one.code for one in self.round.ended.expired],
            "invited": self.asked.shapes(),
            "closed": [offer.id for offer in self.round.ended.closed],
            "undeliverable": self.undeliverable,
            "to_read": self.round.to_read,
        }

    @property
    def anything(self) -> bool:
        """Whether anything happened at all."""
        shape = self.shape()
        return any(shape.values()) or bool(self.asked.troubles)


def one_round(qvax: Qvax, center: Center | None) -> Done:
    """Answers, silence, invitations, closing; then the hand-over."""
    center_id = center.id if center else None
    found = poll(qvax.db, qvax.inboxes, qvax.reach, now=qvax.now(), center_id=center_id)
    return Done(found, Asked(qvax, found.invited))


def say_round(qvax: Qvax, done: Done) -> None:
    """What happened, for people."""
    say = qvax.output.say
    for answer in done.round.answers:
        say(f"{answer.code} answered {answer.answer}: {screen.state(answer.result)}.")
    for one in done.round.ended.expired:
        say(f"{one.code} did not answer in time: expired, the person was told.")
    done.asked.say()
    for one in done.round.ended.undeliverable:
        say(f"{one.code} could not be handed over in time; the person lost nothing.")
    for offer in done.round.ended.closed:
        say(f"Offer {offer.id} is over: {offer.confirmed} of {offer.doses} doses placed, {offer.lost} lost.")
    if done.round.to_read:
        folder = f"{qvax.db_path}-inbox"
        say(f"{done.round.to_read} message(s) could not be understood; read them in {folder}.")
    if not done.anything:
        say("Nothing new.")
    for offer in offers.in_play(qvax.db, None):
        say(f"Offer {offer.id}: {screen.counts_line(offer)}")
