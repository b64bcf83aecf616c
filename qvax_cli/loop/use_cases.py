"""What all use cases have in common: one transaction each, and the moment at which it got the lock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from qvax_cli.rules.local_time import Instant
from qvax_cli.store.database import PATIENCE, Database


class UseCases:
    """Each method is one use case, and owns its transaction.

    clock: read once, when the transaction holds the lock; patience: how long to wait for it (seconds), before a
    DatabaseFailure says that the database is busy.
    """

    def __init__(self, db: Database, clock: Callable[[], Instant], patience: float = PATIENCE) -> None:
        self.db = db
        self.clock = clock
        self.patience = patience

    @contextmanager
    def changing(self, *, dry_run: bool = False) -> Iterator[Instant]:
        """A transaction, taken back at its end if it is a dry run; the moment of the change."""
        with self.db.write(dry_run=dry_run, patience=self.patience):
            yield self.clock()
