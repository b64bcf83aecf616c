"""What takes long, told while it runs: a bar on a terminal with the speed and the time left, and nothing elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from qvax_cli.context import Qvax
from qvax_cli.imports.portions import Portion
from qvax_cli.times import stopwatch

T = TypeVar("T")
#: Says how far it is, by the measure of the whole, and how many were done.
Tell = Callable[[int, int], object]


def rows(qvax: Qvax, portions: Iterator[Portion], size: int | None) -> Iterator[Portion]:
    """The same portions. size: what they take in all, None when it is not known."""
    done = 0
    with _bar(qvax, "rows", size) as tell:
        for portion in portions:
            yield portion
            done += portion.rows
            tell(portion.taken, done)


def steps(qvax: Qvax, what: str, things: Iterator[T], total: int) -> Iterator[T]:
    """The same things, of which there are so many. what: their name, in the plural."""
    with _bar(qvax, what, total) as tell:
        for number, thing in enumerate(things, 1):
            yield thing
            tell(number, number)


@contextmanager
def _bar(qvax: Qvax, what: str, total: int | None) -> Iterator[Tell]:
    if not sys.stderr.isatty() or qvax.output.quiet or qvax.output.json:
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    seconds = stopwatch()

    def tell(taken: int, count: int) -> None:
        speed = f", {count / seconds():,.0f} a second" if seconds() > 1 else ""
        bar.update(task, completed=taken, description=f"{count:,} {what}{speed}")

    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield tell
