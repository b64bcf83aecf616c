"""The rows of a file, checked and made ready for the list, a portion at a time."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from qvax_cli.registrations.ahead import ahead
from qvax_cli.registrations.checking import Checker, Registration
from qvax_cli.registrations.reading import Row
from qvax_cli.rules.complaint import Complaint

#: Rows in a portion.
PORTION = 1000
#: Portions that are read before their rows are arranged, at the beginning and at the most. The list of a country is
#: written several times faster when neighbours in its indexes come together; a short one does not wait for it.
_FEWEST, _MOST = 1, 32
#: Portions read before another process takes over: a list that a person made by hand is done by then.
_FIRST = 10

_Ready = TypeVar("_Ready")


class Portion(NamedTuple, Generic[_Ready]):
    """So many rows of a file: some that are right, ready for the list, and some others with all that is wrong.

    wrong: line, cells as they stand in the file, complaints, in the order of the file; taken: how much of the source,
    until now.
    """

    rows: int
    right: list[_Ready]
    wrong: list[tuple[int, list[str], list[Complaint]]]
    taken: int


class Making(NamedTuple, Generic[_Ready]):
    """What the caller needs of registrations: `ready` makes it, and it must be picklable; `arranged` puts much of it in
    the order in which it is best used."""

    ready: Callable[[list[Registration]], list[_Ready]]
    arranged: Callable[[list[_Ready]], list[_Ready]]


def portions(
    rows: Iterable[Row], checker: Checker, making: Making[_Ready], taken: Callable[[], int]
) -> Iterator[Portion[_Ready]]:
    """All rows, once; from a certain length on read and checked by a process beside this one.

    taken: how far the source is.
    """
    return ahead(_arranged(_as_read(rows, checker, making, taken), making), _FIRST)


def _as_read(
    rows: Iterable[Row], checker: Checker, making: Making[_Ready], taken: Callable[[], int]
) -> Iterator[Portion[_Ready]]:
    right: list[Registration] = []
    wrong: list[tuple[int, list[str], list[Complaint]]] = []
    for line, cells, values in rows:
        checked = checker.check(values)
        if isinstance(checked, Registration):
            right.append(checked)
        else:
            wrong.append((line, cells, checked))
        if len(right) + len(wrong) == PORTION:
            yield Portion(PORTION, making.ready(right), wrong, taken())
            right, wrong = [], []
    yield Portion(len(right) + len(wrong), making.ready(right), wrong, taken())


def _arranged(read: Iterator[Portion[_Ready]], making: Making[_Ready]) -> Iterator[Portion[_Ready]]:
    """The portions with their right rows arranged over ever more of them."""
    count = _FEWEST
    while some := list(islice(read, count)):
        every = making.arranged([one for portion in some for one in portion.right])
        for portion in some:
            size = len(portion.right)
            yield portion._replace(right=every[:size])
            del every[:size]
        count = min(2 * count, _MOST)
