"""The import as a whole: lists read, checked and put on the list; what came of it, to the last row."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from qvax_cli.imports import plan, read_ahead, repeated, source
from qvax_cli.imports.batches import batches
from qvax_cli.imports.packing import Packed
from qvax_cli.imports.portions import Portion, Reading
from qvax_cli.imports.rejects import Rejects, open_rejects
from qvax_cli.imports.rows import Rows, open_rows
from qvax_cli.imports.tuples import not_searched
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.spoken import the_first
from qvax_cli.store.database import Database
from qvax_cli.store.operators import allowed

#: Rejected rows that are told; all of them stand in the file of rejects.
MOST_REJECTS = 100
#: Bytes from which on a list is long: some 15,000 rows.
LONG = 1_500_000
#: Passes portions on, and may show how far they are. Its number: the bytes of the list, None where that is not known.
Watch = Callable[[Iterator[Portion], int | None], Iterator[Portion]]


class Reject(NamedTuple):
    """A row that did not go in: the name of its list, the line where it begins, all that is wrong with it."""

    file: str
    line: int
    complaints: list[Complaint]


@dataclass
class Outcome:
    """What an import did. rows: all that hold somebody; passed_over: of the unchanged, those that a later row of the
    same person made void; notices: what is to be known and is no fault of a row; rejects: the first of them;
    refused: nothing was imported, because all had to be right."""

    rows: int = 0
    rejected: int = 0
    passed_over: int = 0
    counts: plan.Counts = field(default_factory=plan.Counts)
    rejects: list[Reject] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    refused: bool = False
    windows_over: int = 0
    words_beside: dict[str, list[int]] = field(default_factory=dict)  # lines, by list
    filled_down: int = 0

    def take(self, name: str, portion: Portion) -> None:
        """Counts a portion of a list, and keeps its rejects."""
        self.rows += portion.rows
        self.windows_over += portion.windows_over
        self.filled_down += portion.filled_down
        if portion.words_beside:
            self.words_beside.setdefault(name, []).extend(portion.words_beside)
        self.rejected += len(portion.wrong)
        for line, _, complaints in portion.wrong[: MOST_REJECTS - len(self.rejects)]:
            self.rejects.append(Reject(name, line, complaints))


class Lists(NamedTuple):
    """What is to be imported, opened and found to be lists of registrations."""

    sources: list[source.Source]
    headers: list[Rows]
    reading: Reading

    @property
    def center_given(self) -> bool:
        return self.reading.default_center is not None


@contextmanager
def look(files: Sequence[str], reading: Reading, sheet: str | None = None) -> Iterator[Lists]:
    """The lists of these names, "-" for standard input. NotFound, NotRegistrations, Complaint; nothing is changed."""
    reading.checker()
    lists = Lists([], [], reading)
    with ExitStack() as stack:
        for file in files:
            one = source.find(file, sheet)
            stack.callback(one.close)
            if sum(Path(other).name == one.name for other in files) > 1:
                one = one._replace(name=file)
            lists.sources.append(one)
            with open_rows(one, center_given=lists.center_given) as rows:
                lists.headers.append(rows)
        yield lists


def run(
    db: Database,
    lists: Lists,
    clock: Callable[[], Instant],
    *,
    rejects: Path | None = None,
    dry_run: bool = False,
    strict: bool = False,
    watch: Watch = lambda portions, _: portions,
) -> Outcome:
    """Puts the rows that are right on the list, batch by batch; in one transaction if all may have to be taken back.

    rejects: the file for the others; strict: all or nothing, and a wrong row never takes the write lock. Refused.
    """
    allowed(db, "import lists")
    with ExitStack() as stack:
        book = stack.enter_context(open_rejects(rejects, lists.headers)) if rejects else None
        if strict:
            checked = Outcome(refused=True)
            for _ in _right_ones(lists, checked, book, watch):
                pass
            if checked.rejected:
                return _told(checked, lists)
        outcome = Outcome()
        # The reading of a long list has begun while this process looks who comes in it twice.
        first = stack.enter_context(_ahead(lists.reading, lists.sources[0]))
        again = repeated.find(lists.sources, center_given=lists.center_given)
        right = again.held_back(_right_ones(lists, outcome, book, watch, first))
        _put(db, right, outcome, clock, dry_run=dry_run, as_one=dry_run or strict)
        outcome.passed_over = again.passed_over
        outcome.counts += plan.Counts(unchanged=again.passed_over)
        outcome.notices += again.notices(center_given=lists.center_given)
    return _told(outcome, lists)


def _put(
    db: Database,
    right: Iterator[Sequence[Packed]],
    outcome: Outcome,
    clock: Callable[[], Instant],
    *,
    dry_run: bool,
    as_one: bool,
) -> None:
    db.expect_many_rows()
    with not_searched(), db.write(dry_run=dry_run) if as_one else nullcontext():
        for batch in batches(right):
            outcome.counts += plan.put(db, batch, nullcontext if as_one else db.write, now=clock())


def _ahead(reading: Reading, one: source.Source) -> AbstractContextManager[Iterator[Portion]]:
    return read_ahead.ahead(partial(reading.of_list, one), long=one.is_file and (one.size or 0) >= LONG)


def _right_ones(
    lists: Lists, outcome: Outcome, book: Rejects | None, watch: Watch, first: Iterator[Portion] | None = None
) -> Iterator[Sequence[Packed]]:
    """The rows that are right, packed, portion by portion; the others go into the outcome and the book.

    first: the portions of the first list, whose reading has begun.
    """
    for one in lists.sources:
        with nullcontext(first) if first else _ahead(lists.reading, one) as portions:
            for portion in watch(portions, one.size):
                outcome.take(one.name, portion)
                if book:
                    for line, cells, complaints in portion.wrong:
                        book.add(one.name, line, cells, complaints)
                yield portion.right
        first = None


def _told(outcome: Outcome, lists: Lists) -> Outcome:
    """The outcome with what is to be known of the lists themselves, and of rows that are neither right nor wrong."""
    several = len(lists.headers) > 1
    of_lists = [f"{rows.name}: {notice}" if several else notice for rows in lists.headers for notice in rows.notices]
    if outcome.windows_over:
        of_lists.append(
            _many(outcome.windows_over, "window is over and was", "windows are over and were") + " left out"
        )
    for name, lines in outcome.words_beside.items():
        which = f"{'lines' if len(lines) > 1 else 'line'} {the_first(lines)}"
        words = f"words beside a mobile number were left out ({which}): whose it is stands in contact_name"
        of_lists.append(f"{name}: {words}" if several else words)
    if outcome.filled_down:
        rows = _many(outcome.filled_down, "row holds nobody and was", "rows hold nobody and were")
        of_lists.append(f"{rows} left out: only a center or the like was filled down")
    outcome.notices[:0] = of_lists
    return outcome


def _many(count: int, one: str, more: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {more}"
