"""Target 6: double the list, and see what each command costs."""

import shutil
from functools import partial
from pathlib import Path

from bench import lists
from bench.measure import QVAX, in_turn, milliseconds, run
from bench.report import Table

_COMMANDS = (
    ("offer", "--center", "namur", "--doses", 3),
    ("select", "--center", "namur", "--doses", 3),
    ("poll",),
    ("status",),
    ("reservist", "show", 1),
    ("availability", "set", 1, "today 18:00-20:00"),
    ("stats",),
    ("doctor",),
    ("cleanup",),
)


def measure(folder: Path, sizes: tuple[int, ...], times: int) -> Table:
    """Whole commands on lists of growing size."""
    table = Table(
        "Growth",
        "Medians of whole commands; people are spread over 98 centers. `doctor` reads the whole file, and the first "
        "`cleanup` of an evening every window.",
        ("Command", *(f"{size:,} people" for size in sizes)),
    )
    copies = []
    for size in sizes:
        copies.append(folder / f"growth-{size}.db")
        shutil.copy(lists.spread(folder, size), copies[-1])
    for command in _COMMANDS:
        actions = [partial(run, QVAX, "--db", copy, *command, env=lists.ENV) for copy in copies]
        table.row(f"`qvax {' '.join(map(str, command[:2]))}`", *map(milliseconds, in_turn(times, *actions)))
    for copy in copies:
        copy.unlink()
    return table
