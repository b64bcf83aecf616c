"""The file of rejected rows: repaired in a spreadsheet, it can be imported again."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from qvax_cli.errors import Usage
from qvax_cli.files import written
from qvax_cli.imports.rows import Rows
from qvax_cli.registrations.columns import ADDED, column_of, plain
from qvax_cli.rules.complaint import Complaint


class Rejects:
    """Writes rejected rows as they come: line, field and reason, then the cells of the source, untouched.

    Ours stand first, because a row may be rejected for having too many cells. Cells that begin like a formula
    stay as they are: they are the admin's own data, and must come back the same.
    """

    def __init__(self, file: TextIO, rows: Rows) -> None:
        separator = "," if rows.separator == "," else ";"
        self._writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
        # of a rejects file that was imported, what it said last time is left out
        self._old = {i for i, title in enumerate(rows.header) if plain(title) in ADDED and not column_of(title)}
        self._write(ADDED, rows.header)

    def add(self, line: int, cells: Sequence[str], complaints: Sequence[Complaint]) -> None:
        """One rejected row. line: where it begins in the source; complaints: at least one."""
        fields = ", ".join(complaint.field for complaint in complaints)
        named = len(complaints) > 1
        reasons = "; ".join(_sentence(complaint, named=named) for complaint in complaints)
        self._write((str(line), fields, reasons), cells)

    def _write(self, ours: Sequence[str], cells: Sequence[str]) -> None:
        theirs = [cell.replace("\0", "\ufffd") for i, cell in enumerate(cells) if i not in self._old]
        self._writer.writerow([*ours, *theirs])


@contextmanager
def open_rejects(path: Path, rows: Rows) -> Iterator[Rejects]:
    """A rejects file for these rows, only for its owner's eyes, in the encoding that Excel opens by itself.

    An older file of this name is replaced. Raises Usage when it cannot be written or is the file being read.
    """
    if rows.path is not None and path.exists() and path.samefile(rows.path):
        raise Usage(f"{path} is the file being read", "give the rejected rows another name")
    with written(path, encoding="utf-8-sig") as file:
        yield Rejects(file, rows)


def _sentence(complaint: Complaint, *, named: bool) -> str:
    reason = f"{complaint.field}: {complaint.reason}" if named else complaint.reason
    return f"{reason} ({complaint.hint})" if complaint.hint else reason
