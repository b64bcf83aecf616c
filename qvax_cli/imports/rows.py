"""A file of registrations row by row, each with the line where an editor shows it. Never holds the file."""

import csv
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, nullcontext
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from qvax_cli.imports.encoding import HEAD, Bytes, text
from qvax_cli.imports.header import REQUIRED, SEPARATORS, cells_of, find
from qvax_cli.imports.source import Source
from qvax_cli.imports.source import find as find_source
from qvax_cli.registrations.columns import ADDED, COLUMNS, UNDIVIDED, Values
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.full_name import divide
from qvax_cli.rules.guarded import unguarded
from qvax_cli.rules.plain_text import plain

#: The line on which a row begins, its cells as they stand in the file, its values or what is wrong with it.
Row = tuple[int, list[str], Values | Complaint]

# A row may go over several lines (an address in quotation marks); beyond this, a quotation mark is missing.
_MOST_LINES = 50
#: Characters that are looked through at once.
_CHUNK = 1 << 20
_STRAY = ("a quotation mark is opened on this line and not closed", "remove it, or write it twice")
# What some programs put at the beginning or the end of a file, and what nobody sees.
_NOTHING = "\x1a\ufeff\u200b\u200e\u200f \t\r\n"


class _Runaway(Exception):
    """A quotation mark was opened and never closed."""


class Rows:
    """The rows of one file, once.

    header: the titles as they stand in the file; separator: ";" "," or tab; notices: sentences for the user;
    path, size in bytes: None for a pipe; bytes_read: so far, a little ahead of the row in hand.
    """

    def __init__(self, source: BinaryIO, name: str, *, size: int | None = None, center_given: bool = False) -> None:
        self.name = name
        self.size = size
        self.path: Path | None = None
        self.notices: list[str] = []
        self._bytes = Bytes(source)
        self._text = text(self._bytes, name)
        self._source = iter(partial(self._text.readline, HEAD), "")
        self._again: list[str] = []
        self._taken: list[str] = []
        header = find(partial(next, self._source, ""), name, center_given=center_given, notices=self.notices)
        self.separator, self.header, self._places, self._line = header
        self._pick = picking(self._places, len(self.header))
        #: Whether this is a file of rejected rows, in which some cells were written so that no spreadsheet runs them.
        self.is_rejects = [plain(title) for title in self.header[:3]] in (list(ADDED[1:]), list(ADDED[:3]))

    @property
    def bytes_read(self) -> int:
        """Bytes taken from the source until now."""
        return self._bytes.taken

    def values_of(self, cells: list[str]) -> Values:
        """The values of a row, of as many cells as there are."""
        width = len(self.header)
        return self._pick([*(cells + [""] * width)[:width], ""])

    def column_of_numbers(self) -> Iterator[list[str]]:
        """The cells of the column of national numbers, many at a time: several times faster than row by row.

        Instead of the rows. Where a cell goes over several lines, cells of other columns may be among them.
        """
        place, separator = self._places["niss"], self.separator
        while chunk := self._text.read(_CHUNK):
            lines = (chunk + self._text.readline()).splitlines()
            rows = [
                cells_of(line, separator) if '"' in line else line.split(separator, place + 1) for line in lines if line
            ]
            yield [cells[place] for cells in rows if len(cells) > place]

    def __iter__(self) -> Iterator[Row]:
        more = True
        while more:  # the parser starts afresh after a stray quotation mark
            more = yield from self._parse()

    def _parse(self) -> Generator[Row, None, bool]:
        """Rows until the end of the file (False), or until one that led the parser astray (True)."""
        taken, width, pick, blank, is_rejects = self._taken, len(self.header), self._pick, [""], self.is_rejects
        try:
            for cells in csv.reader(self._feed(), delimiter=self.separator):
                first = self._line + 1
                if is_rejects:
                    cells[:] = map(unguarded, cells)
                if len(taken) == 1 and len(cells) == width and cells[0]:
                    self._line = first
                    taken.clear()
                    yield first, cells, pick(cells + blank)
                    continue
                if self._swallowed_others():
                    break
                self._line += len(taken)
                values = self._unusual(cells)
                taken.clear()
                if values is not None:
                    yield first, cells, values
            else:
                return False
        except (csv.Error, _Runaway):
            pass
        yield self._stray()
        return True

    def _feed(self) -> Iterator[str]:
        """The lines for the parser, remembered until their row is known to be right."""
        taken = self._taken
        while self._again:
            taken.append(self._again.pop())
            yield taken[-1]
        for line in self._source:
            taken.append(line)
            if len(taken) > _MOST_LINES:
                raise _Runaway
            yield line

    def _swallowed_others(self) -> bool:
        """Whether a row over several lines holds some that are rows by themselves: a stray quotation mark."""
        lines, width = self._taken, len(self.header)
        if len(lines) == 1 or lines[0].count(self.separator) < width - 1:
            return False
        return any(len(cells_of(line, self.separator)) == width for line in lines[1:])

    def _stray(self) -> Row:
        """The first line of the row in hand, refused; the lines after it are read again by themselves."""
        first, *rest = self._taken
        self._again += reversed(rest)
        self._taken.clear()
        self._line += 1
        complaint = Complaint("row", *(_STRAY if '"' in first else ("this line is too long",)))
        return self._line, first.rstrip("\r\n").split(self.separator), complaint

    def _unusual(self, cells: list[str]) -> Values | Complaint | None:
        """What to make of a row that has not the cells of the header or begins empty; None of a blank one."""
        if not any(cell.strip(_NOTHING).strip() for cell in cells):
            return None
        width = len(self.header)
        if len(cells) == width:
            return self._pick([*cells, ""])
        # Excel leaves out the last cells of a row when they are empty; some programs end each row with one.
        needed = max(self._places.get(column, 0) for column in (*REQUIRED, "full_name"))
        if len(cells) > needed and not any(cells[width:]):
            values = self._pick((cells + [""] * width)[: width + 1])
            if not _is_shifted(values):
                return values
        return self._wrong_width(len(cells))

    def _wrong_width(self, count: int) -> Complaint:
        width = len(self.header)
        if sum(line.count('"') for line in self._taken) % 2:
            return Complaint("row", *_STRAY)
        noun = "cell" if count == 1 else "cells"
        reason = f"this row has {count} {noun}, the header {width}"
        if count < width:
            return Complaint("row", reason, f"a {SEPARATORS.get(self.separator, 'separator')} is missing")
        sign = SEPARATORS.get(self.separator, "separator")
        return Complaint("row", reason, f"a value that holds a {sign} must stand in quotation marks")


@contextmanager
def open_rows(source: Source | Path | str, *, center_given: bool = False) -> Iterator[Rows]:
    """The rows of a list; "-" is standard input.

    center_given: rows may lack a center, for they will get a default one. Raises NotFound and
    NotRegistrations, both before the first row.
    """
    found = source if isinstance(source, Source) else find_source(source)
    with found.opened() as file, nullcontext() if found is source else closing(found):
        rows = Rows(file, found.name, size=found.size, center_given=center_given)
        rows.path = found.path
        rows.notices[:0] = found.notices
        yield rows


def picking(places: dict[str, int], width: int) -> Callable[[list[str]], Values]:
    """What picks the values of a row out of its cells and an empty one after them, for columns that the file lacks."""
    if "full_name" not in places:
        return itemgetter(*(places.get(column, width) for column in COLUMNS))
    pick = itemgetter(*(places.get("full_name" if c == "last_name" else c, width) for c in COLUMNS))
    at = COLUMNS.index("last_name")

    def divided(cells: list[str]) -> Values:
        values = pick(cells)
        names = divide(values[at]) or (values[at], UNDIVIDED if values[at].strip() else "")
        return (*values[:at], *names, *values[at + 2 :])

    return divided


def _is_shifted(values: Values) -> bool:
    """Whether values stand in the wrong columns, as after an unquoted separator: mail addresses tell it."""
    row = dict(zip(COLUMNS, values, strict=True))
    return "@" in row["mobile"] or (row["email"].strip() != "" and "@" not in row["email"])
