"""What an import tells: progress while it runs, and then every row that has to be repaired."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from qvax_cli.context import Qvax
from qvax_cli.imports.plan import Counts
from qvax_cli.imports.portions import Portion
from qvax_cli.imports.rows import Rows
from qvax_cli.rules.complaint import Complaint

_IN_JSON, _ON_SCREEN = 100, 20
_Portion = TypeVar("_Portion", bound=Portion[Any])


@dataclass
class Report:
    """The counts so far, and the first rejected rows."""

    rows: int = 0
    rejected: int = 0
    windows_over: int = 0
    counts: Counts = field(default_factory=Counts)
    rejects: list[tuple[int, list[Complaint]]] = field(default_factory=list)

    def reject(self, line: int, complaints: list[Complaint]) -> None:
        """A row that does not go in."""
        self.rejected += 1
        if len(self.rejects) < _IN_JSON:
            self.rejects.append((line, complaints))

    def show(self, qvax: Qvax, rows: Rows, *, dry_run: bool) -> None:
        """The report of the whole file."""
        if qvax.output.json:
            rejects = [
                {"line": line, "field": faults[0].field, "reason": _reasons(faults)} for line, faults in self.rejects
            ]
            counts = {"rows": self.rows, **self.counts._asdict(), "rejected": self.rejected}
            qvax.output.data({**counts, "rejects": rejects, "notices": self._notices(rows)})
            return
        if self.rejects:
            shown = self.rejects[:_ON_SCREEN]
            qvax.output.table(
                (">Line", "Field", "What is wrong"),
                [
                    (line if not i else "", fault.field, _sentence(fault))
                    for line, faults in shown
                    for i, fault in enumerate(faults)
                ],
            )
        qvax.output.say(*self._notices(rows), *self._words(dry_run))

    def _notices(self, rows: Rows) -> list[str]:
        """What is to be known of the file and is no fault of a row."""
        if not self.windows_over:
            return rows.notices
        over = (
            "1 window is over and was" if self.windows_over == 1 else f"{self.windows_over} windows are over and were"
        )
        return [*rows.notices, f"{over} left out"]

    def _words(self, dry_run: bool) -> list[str]:
        added, updated, unchanged, withdrawn = self.counts
        words = [
            f"{self.rows} rows: {added} added, {updated} updated, {unchanged} unchanged, {self.rejected} rejected."
        ]
        if withdrawn:
            words.append(f"{withdrawn} asked to be erased and were not put back.")
        if self.rejected > _ON_SCREEN:
            words.append(f"The first {_ON_SCREEN} rejected rows are shown.")
        if self.rejected:
            words.append("To repair them: import again with --rejects FILE, correct that file, and import it.")
        if dry_run:
            words.append("Nothing was changed.")
        return words


def _sentence(fault: Complaint) -> str:
    return f"{fault.reason} ({fault.hint})" if fault.hint else fault.reason


def _reasons(faults: list[Complaint]) -> str:
    if len(faults) == 1:
        return _sentence(faults[0])
    return "; ".join(f"{fault.field}: {_sentence(fault)}" for fault in faults)


def progress(qvax: Qvax, portions: Iterator[_Portion], size: int | None) -> Iterator[_Portion]:
    """The same portions, with a bar on a terminal: rows a second, and the time left where the size is known."""
    if not sys.stderr.isatty() or qvax.output.quiet or qvax.output.json:
        yield from portions
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    rows = 0
    # No thread of its own refreshes it, for this process makes a copy of itself to read ahead.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("Importing", total=size)
        for portion in portions:
            yield portion
            rows += portion.rows
            seconds = bar.tasks[0].elapsed or 0
            speed = f", {rows / seconds:,.0f} a second" if seconds > 1 else ""
            bar.update(task, completed=portion.taken, description=f"{rows:,} rows{speed}", refresh=True)
