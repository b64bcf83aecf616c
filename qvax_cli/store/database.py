"""The seam: all that the store asks of a database. SQLite stands behind it (store/sqlite.py); another can."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from time import sleep
from typing import Any, Protocol

from qvax_cli.errors import DatabaseFailure, Misconfigured, Refused
from qvax_cli.store.rows import Row, spread

#: How long a writer waits for the others (seconds) before it gives up as "busy".
PATIENCE = 30.0


class Forbidden(DatabaseFailure):
    """The change would break one of the rules that the database itself keeps."""


class Cursor(Protocol):
    """What a statement leaves."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


#: Gives the key of an encrypted database, when it turns out to be one. Misconfigured when there is none.
Key = Callable[[], str]


def no_key() -> str:
    """Where nothing says where a key is. Misconfigured."""
    raise Misconfigured(
        "the database is encrypted, or none at all, and nothing says where its key is",
        "say it in the configuration: [database] key_file, or key_command",
    )


#: From which schema a database was brought up to date to which.
Upgraded = tuple[int, int]


class Database(ABC):
    """One connection, and who is using it (for the log, R24).

    Every failure of the database is a DatabaseFailure, without the statement or the values it was about. Statements
    have `:named` values; a list among them stands for all that it holds: `id IN (:ids)`.
    """

    #: What finds the newest event, whoever wrote it.
    LOG_END = "SELECT id, hash FROM events ORDER BY id DESC LIMIT 1"

    def __init__(self, operator: str) -> None:
        self.operator = operator
        self.encrypted = False  # whether what lies on the disk can be read with a key alone
        self.upgraded: Upgraded | None = None  # when this opening brought it up to date
        #: How many changes stand that were made here: what fails after one has not undone it (R39).
        self.commits = 0
        #: Whether visitors of the site are at work, each for themselves, and no operator.
        self.visitors = False
        #: Whether the server itself knows who is at work, by their login, and lets them see no other center.
        self.by_login = False
        #: What was looked up and holds until the next transaction begins.
        self.learned: dict[str, Any] = {}
        self._depth = 0  # how many `write` stand one in the other
        #: What was learned of the end of a table that only grows; forgotten when a transaction is taken back.
        self.ends: dict[str, Any] = {}

    @contextmanager
    def write(self, *, dry_run: bool = False, patience: float = PATIENCE) -> Iterator[None]:
        """A transaction holding the write lock from its first statement: what it reads stays true until it ends.
        Rolled back on any exception, and at the end of a `dry_run`.

        Inside another one it is a part of it, which alone is taken back. patience: seconds to wait for the lock.
        """
        if self._depth:
            part = f"part_{self._depth}"
            self._control(f"SAVEPOINT {part}")
            keep, undo = [f"RELEASE {part}"], [f"ROLLBACK TO {part}", f"RELEASE {part}"]
        else:
            self._begin(patience)
            self.learned.clear()
            keep, undo = ["COMMIT"], ["ROLLBACK"]
        self._depth += 1
        try:
            yield
            if dry_run:
                self._catch_up()
                self.ends.clear()
            self._control(*(undo if dry_run else keep))
            self.commits += self._depth == 1 and not dry_run
        except BaseException:
            self.ends.clear()
            if self._in_transaction:  # a full disk has ended it already
                self._control(*undo)
            raise
        finally:
            self._depth -= 1

    @contextmanager
    def read(self) -> Iterator[None]:
        """Several reads that see one and the same moment: this one, or that of the transaction around them."""
        if self._in_transaction:
            yield
            return
        self._begin_reading()
        try:
            yield
        finally:
            self._control("ROLLBACK")

    def one(self, sql: str, **values: Any) -> Row | None:
        """The first row, or None."""
        row: Row | None = self._run(sql, values).fetchone()
        return row

    def row(self, sql: str, **values: Any) -> Row:
        """The row that has to be there: it was added just now, or a foreign key has promised it. DatabaseFailure."""
        row = self.one(sql, **values)
        if row is None:
            raise DatabaseFailure("a row is missing in the database", "restore a backup", cause="database_damaged")
        return row

    def all(self, sql: str, **values: Any) -> Sequence[Row]:
        """All rows."""
        return self._run(sql, values).fetchall()

    def number(self, sql: str, **values: Any) -> int:
        """The one number that a query returns."""
        return int(next(iter(self._run(sql, values).fetchone())))

    def run(self, sql: str, **values: Any) -> None:
        """Runs a statement. A database that is far away may leave it, in a transaction, until it is asked for something
        or the transaction ends, and a failure too."""
        self._run(sql, values)

    def changed(self, sql: str, **values: Any) -> int:
        """Runs a statement; how many rows it changed."""
        return self._run(sql, values).rowcount

    def _run(self, sql: str, values: Mapping[str, Any]) -> Cursor:
        return self._execute(*(spread(sql, values) if list in map(type, values.values()) else (sql, values)))

    @abstractmethod
    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        """Runs a statement, whose places are `?`, for each of these rows; how many rows it changed in all."""

    @abstractmethod
    def stream(self, sql: str, **values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows as plain tuples, in a transaction read only as far as the caller goes; of many that run side by side
        if need be."""

    @cached_property
    def fingerprint_key(self) -> bytes:
        """The key of the fingerprints that stand for people who must not come back (R7)."""
        row = self.one("SELECT value FROM secrets WHERE name = 'fingerprint'")
        if row is None:
            raise DatabaseFailure(
                "the database has lost the key of its fingerprints",
                "restore it from a backup",
                cause="database_damaged",
            )
        return bytes(row["value"])

    @abstractmethod
    def version(self) -> object:
        """What `changed_since` is to compare with later."""

    def changed_since(self, version: object) -> bool:
        """Whether somebody else has committed a change since then."""
        return self.version() != version

    @abstractmethod
    def alone(
        self, what: str, *, patience: float | None = None, waiting: Callable[[], None] | None = None
    ) -> AbstractContextManager[None]:
        """Waits until no other process does the same with this database; a process that dies makes way at once.

        For what a transaction cannot hold together: files, and the outside. patience: seconds, None for any number;
        waiting: called once, when it has taken two seconds. OSError when it cannot be kept, `files.Occupied` when
        patience ends.
        """

    def concerns(self, center: int) -> None:  # noqa: B027
        """What this transaction changes concerns a center: whoever waits for that is told when it is committed. For a
        database that can tell."""

    def wait(self, seconds: float, center: int | None) -> bool:  # noqa: ARG002
        """Waits so many seconds, or, where the database tells of them, until somebody else has changed something of a
        center (None: of any): then True."""
        sleep(seconds)
        return False

    def lists(self, number: str) -> bool:  # noqa: ARG002
        """Whether somebody out of the sight of whoever is at work is on the list with this national number."""
        return False

    def name_fingerprint(self, fingerprint: bytes) -> None:  # noqa: B027
        """Whose leaving the rest of this transaction is about: a server shows a login no other that has left."""

    def let_in(self, name: str, role: str) -> None:  # noqa: ARG002
        """Makes a login of that name for somebody in that role, in the caller's transaction. Refused."""
        raise Refused(f"there are no logins on a file, so {name} cannot have one", cause="no_server")

    def shut_out(self, name: str) -> None:  # noqa: B027
        """Takes their rights from a login of that name, if there is one, in the caller's transaction."""

    @abstractmethod
    def filling(self) -> AbstractContextManager[None]:
        """While this lasts, in a transaction, rows come in as they are: what follows from a row has happened elsewhere,
        and stands in other rows."""

    def fill(self, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Puts very many rows into a table, with ids of their own if it counts them."""
        marks = ", ".join("?" for _ in names)
        self.many("INSERT INTO " + table + " (" + ", ".join(names) + ") VALUES (" + marks + ")", rows)

    @abstractmethod
    def give_way(self) -> None:
        """Lets those in who wait for the write lock; for work that takes it again and again."""

    @abstractmethod
    def expect_many_rows(self) -> None:
        """Prepares for work on very many rows."""

    @abstractmethod
    def size(self) -> int:
        """The bytes that it takes."""

    def facts(self) -> Iterable[tuple[str, str]]:
        """What is worth knowing of the server, each with its state for `doctor`: "ok", "note" or "wrong"."""
        return ()

    @abstractmethod
    def check(self) -> list[str]:
        """What is damaged, in words; nothing when all is well."""

    @abstractmethod
    def optimise(self) -> None:
        """Brings up to date what the planner of queries knows."""

    @abstractmethod
    def wipe(self, patience: float = 5.0) -> bool:
        """Makes what was erased unreadable everywhere. False: somebody else has used the old data for so many seconds;
        to be tried again."""

    @abstractmethod
    def pieces(self) -> Iterator[bytes]:
        """A consistent copy of all data, piece by piece, while others may go on writing. DatabaseFailure, Refused."""

    @abstractmethod
    def close(self) -> None:
        """Ends the connection."""

    @property
    @abstractmethod
    def _in_transaction(self) -> bool:
        """Whether anything was begun that has not ended."""

    @abstractmethod
    def _begin(self, patience: float) -> None:
        """Begins a transaction that holds the write lock. DatabaseFailure after so many seconds of waiting."""

    @abstractmethod
    def _begin_reading(self) -> None:
        """Begins a transaction that sees this moment."""

    @abstractmethod
    def _execute(self, sql: str, values: Mapping[str, Any]) -> Cursor:
        """Runs a statement."""

    def _catch_up(self) -> None:  # noqa: B027
        """Runs what `run` has left until later, if anything."""

    def _control(self, *statements: str) -> None:
        for statement in statements:
            self._execute(statement, {})
