"""Cells that a spreadsheet would run: written so that it shows them, and read back as they were."""

import re

#: How a formula begins, also in the full-width signs of other keyboards, and behind the apostrophes of our own making.
_RUNS = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet would run it: a spreadsheet then takes it for text."""
    return f"'{cell}" if _RUNS.match(cell) else cell


def unguarded(cell: str) -> str:
    """What was guarded."""
    return cell[1:] if cell[:1] == "'" and _RUNS.match(cell) else cell
