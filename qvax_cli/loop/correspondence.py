"""The use cases of the messages themselves: what came in has been read, what waits is to be tried at once."""

from collections.abc import Iterable

from qvax_cli.loop.use_cases import UseCases
from qvax_cli.store import outbox, replies, troubles
from qvax_cli.store.operators import allowed


class Correspondence(UseCases):
    """Where messages are seen to by hand."""

    def done(self, numbers: Iterable[int]) -> None:
        """Takes messages that came in off the list of those that a person has to read. NotFound."""
        with self.changing() as now:
            within = allowed(self.db, "read messages")
            for number in numbers:
                replies.settle(self.db, replies.one_to_read(self.db, number, within).id, now)

    def try_now(self, number: int | None) -> int:
        """Puts a message of the outbox, or all of them, in front of the next hand-over; how many can still be sent.
        NotFound."""
        with self.changing() as now:
            within = allowed(self.db, "see to the outbox")
            if number is not None:
                outbox.get(self.db, number, within)
            troubles.try_now(self.db, "out", now)
            return outbox.try_now(self.db, number, now, within)
