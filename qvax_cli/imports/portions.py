"""The rows of a file, checked and made ready for the list, a portion at a time."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from qvax_cli.imports.read_ahead import ahead
from qvax_cli.imports.rows import Row
from qvax_cli.registrations.checking import Checker, Registration
from qvax_cli.rules.complaint import Complaint

#: Rows in a portion: so many that it fits into a pipe (64 KiB), and does not wait there for the other process.
PORTION = 500
#: Portions read before another process takes over: a list that a person made by hand is done by then.
_FIRST = 20

_Ready = TypeVar("_Ready")


class Portion(NamedTuple, Generic[_Ready]):
    """So many rows of a file: some that are right, ready for the list, and some others with all that is wrong.

    wrong: line, cells as they stand in the file, complaints, in the order of the file; taken: how much of the source,
    until now; windows_over: windows of these rows that were over and left out.
    """

    rows: int
    right: list[_Ready]
    wrong: list[tuple[int, list[str], list[Complaint]]]
    taken: int
    windows_over: int


def portions(
    rows: Iterable[Row], checker: Checker, ready: Callable[[list[Registration]], list[_Ready]], taken: Callable[[], int]
) -> Iterator[Portion[_Ready]]:
    """All rows, once; from a certain length on read and checked by a process beside this one.

    ready: what the caller needs of registrations, which must be picklable; taken: how far the source is.
    """
    return ahead(_as_read(rows, checker, ready, taken), _FIRST)


def _as_read(
    rows: Iterable[Row], checker: Checker, ready: Callable[[list[Registration]], list[_Ready]], taken: Callable[[], int]
) -> Iterator[Portion[_Ready]]:
    right: list[Registration] = []
    wrong: list[tuple[int, list[str], list[Complaint]]] = []
    over = checker.windows_over
    for line, cells, values in rows:
        checked = checker.check(values)
        if isinstance(checked, Registration):
            right.append(checked)
        else:
            wrong.append((line, cells, checked))
        if len(right) + len(wrong) == PORTION:
            yield Portion(PORTION, ready(right), wrong, taken(), checker.windows_over - over)
            right, wrong, over = [], [], checker.windows_over
    yield Portion(len(right) + len(wrong), ready(right), wrong, taken(), checker.windows_over - over)
