"""The file of rejected rows: repaired in a spreadsheet, it can be imported again."""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from qvax_cli.errors import Usage
from qvax_cli.files import written
from qvax_cli.hints import hint_for
from qvax_cli.imports.header import is_ours
from qvax_cli.imports.rows import Rows
from qvax_cli.registrations.columns import ADDED, column_of
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.guarded import guarded
from qvax_cli.rules.plain_text import plain


class Rejects:
    """Writes rejected rows as they come: line, field and reason, then the cells of the source.

    Ours stand first, because a row may be rejected for having too many cells. Cells are as they were, but for what a
    spreadsheet would do to them when the file is opened: one that it would run is guarded, and a number that it would
    round is written in groups. Of several lists, a column of one that another one has too is written once.
    """

    def __init__(self, file: TextIO, lists: Sequence[Rows]) -> None:
        separator = "," if lists[0].separator == "," else ";"
        self._writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
        self._several = len(lists) > 1
        titles: dict[str, str] = {}
        self._columns: dict[str, list[int | None]] = {}
        for rows in lists:
            keys = [_key(title, index, rows.header) for index, title in enumerate(rows.header)]
            titles |= {key: title for key, title in zip(keys, rows.header, strict=True) if key and key not in titles}
            places = {key: place for place, key in enumerate(titles)}
            self._columns[rows.name] = [places.get(key) for key in keys]
        self._titles = list(titles.values())
        self._numbers = {place for place, key in enumerate(titles) if key in ("niss", "mobile", "telephone")}
        self._writer.writerow([*(ADDED if self._several else ADDED[1:]), *map(guarded, self._titles)])

    def add(self, name: str, line: int, cells: Sequence[str], complaints: Sequence[Complaint]) -> None:
        """One rejected row. name: of its list; line: where it begins there; complaints: at least one."""
        fields = ", ".join(complaint.field for complaint in complaints)
        named = len(complaints) > 1
        reasons = "; ".join(_sentence(complaint, named=named) for complaint in complaints)
        ours = [name, str(line), fields, reasons] if self._several else [str(line), fields, reasons]
        self._writer.writerow([*ours, *self._theirs(name, cells)])

    def _theirs(self, name: str, cells: Sequence[str]) -> list[str]:
        columns = self._columns[name]
        placed = [""] * len(self._titles)
        beyond = []
        last = 0
        for index, cell in enumerate(cells):
            text = cell.replace("\0", "\ufffd")
            if index >= len(columns):
                beyond.append(guarded(text))
            elif (place := columns[index]) is not None:
                placed[place] = guarded(_kept(text) if place in self._numbers else text)
                last = max(last, place + 1)
        return [*placed, *beyond] if beyond or self._several else placed[:last]


@contextmanager
def open_rejects(path: Path, lists: Sequence[Rows]) -> Iterator[Rejects]:
    """A rejects file for these lists, only for its owner's eyes, in the encoding that Excel opens by itself.

    An older file of this name is replaced. Raises Usage when it cannot be written or is a file being read.
    """
    for rows in lists:
        if rows.path is not None and path.exists() and rows.path.exists() and path.samefile(rows.path):
            raise Usage(f"{path} is the file being read", "give the rejected rows another name")
    with written(path, encoding="utf-8-sig") as file:
        yield Rejects(file, lists)


def _key(title: str, index: int, header: Sequence[str]) -> str:
    """What makes columns of several lists the same: their meaning, else their title. "" for what we added ourselves."""
    if is_ours(title):
        return ""
    column = column_of(title)
    return column or f"{plain(title)} {sum(plain(one) == plain(title) for one in header[:index])}"


def _kept(number: str) -> str:
    """A national number or a mobile in groups, as a spreadsheet keeps it: it would round 11 digits, and drop a zero."""
    if re.fullmatch(r"\d{11}", number, re.ASCII):
        return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"
    if re.fullmatch(r"0\d{9}", number, re.ASCII):
        return f"{number[:4]} {number[4:6]} {number[6:8]} {number[8:]}"
    return number


def _sentence(complaint: Complaint, *, named: bool) -> str:
    reason = f"{complaint.field}: {complaint.reason}" if named else complaint.reason
    hint = hint_for(complaint)
    return f"{reason} ({hint})" if hint else reason
