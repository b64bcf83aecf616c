"""A file of registrations row by row, each with the line where an editor shows it. Never holds the file."""

import csv
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from qvax_cli.errors import NotFound
from qvax_cli.imports.encoding import HEAD, Bytes, NotRegistrations, text
from qvax_cli.registrations.columns import ADDED, COLUMNS, Values, column_of, places, plain, shown
from qvax_cli.rules.complaint import Complaint

#: The line on which a row begins, its cells as they stand in the file, its values or what is wrong with it.
Row = tuple[int, list[str], Values | Complaint]

_SEPARATORS = {";": "semicolon", ",": "comma", "\t": "tab"}
_REQUIRED = ("niss", "last_name", "first_name", "center")
# A row may go over several lines (an address in quotation marks); beyond this, a quotation mark is missing.
_MOST_LINES = 50
_STRAY = ("a quotation mark is opened on this line and not closed", "remove it, or write it twice")


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
        self._source = iter(partial(text(self._bytes, name).readline, HEAD), "")
        self._again: list[str] = []
        self._taken: list[str] = []
        self._line = 0
        self.separator, self.header = self._read_header()
        self._places = self._find_columns(center_given)
        # Columns that the file lacks are taken from one empty cell after the last.
        self._pick: Callable[[list[str]], Values] = itemgetter(
            *(self._places.get(column, len(self.header)) for column in COLUMNS)
        )

    @property
    def bytes_read(self) -> int:
        """Bytes taken from the source until now."""
        return self._bytes.taken

    def _read_header(self) -> tuple[str, list[str]]:
        """The separator and the titles: the separator is the one that makes most titles known."""
        separators = tuple(_SEPARATORS)
        for line in self._source:
            self._line += 1
            content = line.strip('\r\n\ufeff "')
            if content.lower() in ("sep=,", "sep=;", "sep=\t", "sep=|"):  # an instruction to Excel
                separators = (content[4],)
            elif content.strip(",;\t"):
                break
        else:
            raise NotRegistrations(f"{self.name} is empty", "export the list again, with its header line")
        while line.count('"') % 2 and (more := next(self._source, "")) and len(line) < HEAD:
            self._line += 1
            line += more
        return max(
            ((separator, _cells(line, separator)) for separator in separators),
            key=lambda found: (len(places(found[1])), len(found[1])),
        )

    def _find_columns(self, center_given: bool) -> dict[str, int]:
        found = places(self.header)
        for column, indices in found.items():
            if len(indices) > 1:
                raise NotRegistrations(
                    f"{self.name} has more than one column for {column}: {shown(self.header, indices)}",
                    "remove or rename all of them but one",
                )
        missing = [c for c in _REQUIRED if c not in found and not (c == "center" and center_given)]
        if "email" not in found and "mobile" not in found:
            missing.append("email or mobile")
        if missing:
            raise NotRegistrations(*self._missing(missing, list(found)))
        used = {indices[0] for indices in found.values()}
        unused = [i for i, title in enumerate(self.header) if i not in used and not _is_ours(title)]
        if unused:
            noun = "this column is" if len(unused) == 1 else "these columns are"
            self.notices.append(f"{noun} not used: {shown(self.header, unused)}")
        return {column: indices[0] for column, indices in found.items()}

    def _missing(self, missing: list[str], found: list[str]) -> tuple[str, str]:
        names = f"the first line must name the columns, for example: {', '.join(COLUMNS)}"
        if not found:
            return f"{self.name} has no header line of registrations", names
        noun = "column" if len(missing) == 1 else "columns"
        hint = "add it, or name one center for all rows: --center CODE" if missing == ["center"] else names
        return f"{self.name} lacks the {noun} {', '.join(missing)} (found: {', '.join(found)})", hint

    def __iter__(self) -> Iterator[Row]:
        more = True
        while more:  # the parser starts afresh after a stray quotation mark
            more = yield from self._parse()

    def _parse(self) -> Generator[Row, None, bool]:
        """Rows until the end of the file (False), or until one that led the parser astray (True)."""
        taken, width, pick, blank = self._taken, len(self.header), self._pick, [""]
        try:
            for cells in csv.reader(self._feed(), delimiter=self.separator):
                first = self._line + 1
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
        return any(len(_cells(line, self.separator)) == width for line in lines[1:])

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
        if not any(cell.strip() for cell in cells):
            return None
        width = len(self.header)
        if len(cells) == width:
            return self._pick([*cells, ""])
        # Excel leaves out the last cells of a row when they are empty; some programs end each row with one.
        needed = max(self._places.get(column, 0) for column in _REQUIRED)
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
            return Complaint("row", reason, f"a {_SEPARATORS.get(self.separator, 'separator')} is missing")
        sign = _SEPARATORS.get(self.separator, "separator")
        return Complaint("row", reason, f"a value that holds a {sign} must stand in quotation marks")


@contextmanager
def open_rows(source: Path | str, *, center_given: bool = False) -> Iterator[Rows]:
    """The rows of a CSV file, or of standard input for "-", which is read once and never held.

    center_given: rows may lack a center, for they will get a default one. Raises NotFound and
    NotRegistrations, both before the first row.
    """
    if str(source) == "-":
        yield Rows(sys.stdin.buffer, "standard input", center_given=center_given)
        return
    path = Path(source)
    try:
        file = path.open("rb", buffering=0)
    except FileNotFoundError:
        raise NotFound(f"there is no file {path}", "check the name, or use - for standard input") from None
    except OSError as error:
        raise NotRegistrations(f"{path} cannot be read: {error.strerror}") from None
    with file:
        size = path.stat().st_size or None
        rows = Rows(file, path.name, size=size, center_given=center_given)
        rows.path = path
        yield rows


def _cells(line: str, separator: str) -> list[str]:
    """The cells of one line by itself."""
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _is_shifted(values: Values) -> bool:
    """Whether values stand in the wrong columns, as after an unquoted separator: mail addresses tell it."""
    row = dict(zip(COLUMNS, values, strict=True))
    return "@" in row["mobile"] or (row["email"].strip() != "" and "@" not in row["email"])


def _is_ours(title: str) -> bool:
    """Whether a title says nothing: empty, or added by a rejects file."""
    return not title.strip() or (plain(title) in ADDED and column_of(title) is None)
