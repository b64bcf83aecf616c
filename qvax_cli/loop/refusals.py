"""Tells a refusal of one person from one of everybody: a server that takes nobody must not burn a whole list (R13)."""

from collections.abc import Container

from qvax_cli.channels import Rejected
from qvax_cli.loop.connections import Result

#: So many people refused in a row with the same words, and nobody taken: it is about us.
_ALIKE = 3


class Refusals:
    """The refusals of one channel in this round whose meaning is not known yet.

    proven: whether it has taken a message, so that what it refuses is about the person.
    """

    def __init__(self) -> None:
        self.proven = False
        self.held: list[Result] = []

    def add(self, result: Result, refusal: Rejected) -> list[Result]:
        """A message was refused; the results that are for good by now."""
        if self.proven or refusal.personal:
            return [result]
        self.held.append(result)
        return []

    def taken(self) -> list[Result]:
        """A message was taken: what was refused before it was about those people."""
        self.proven = True
        held, self.held = self.held, []
        return held

    def judged(self, name: str, in_trouble: Container[str]) -> tuple[list[Result], str]:
        """When nothing more is under way: the results that are for good, and why the channel is down, or "".

        in_trouble: the names of channels that took nothing in the last round either. There one person a round is
        given up: wrong addresses that stand in a row must not hold up the others for ever.
        """
        held, self.held = self.held, []
        reasons = {result.failure.reason for result in held if result.failure is not None}
        if len(held) < _ALIKE or len(reasons) > 1:
            return held, ""
        return held[:1] if name in in_trouble else [], f"it refuses everybody alike: {reasons.pop()}"
