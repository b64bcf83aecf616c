"""A sheet of a workbook (.xlsx, .xls, .ods) as the CSV that one would export from it: numbers whole, dates as dates."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from qvax_cli.imports.encoding import NotRegistrations
from qvax_cli.imports.header import known_titles
from qvax_cli.imports.hidden_rows import hidden_rows
from qvax_cli.rules.spoken import the_first

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: In an .xlsx with a password, which is a container of the old kind.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
#: Rows at the top of a sheet among which its header is looked for.
_TOP = 10
#: Bytes that a workbook may unpack to: three times a full sheet of registrations.
_MOST_UNPACKED = 2**30


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins so may be a workbook."""
    return head.startswith((_OLD, _ZIP))


def as_csv(content: bytes, name: str, wanted: str | None) -> tuple[bytes, tuple[str, ...]]:
    """One sheet as CSV in UTF-8 with commas, a line for each row of the sheet; and what is to be known of it.

    wanted: the sheet's name, or its number from 1 on; without it the first one that can be seen and that has a header
    of registrations. Raises NotRegistrations.
    """
    with _opened(content, name) as workbook:
        sheet, notices = _chosen(workbook, name, wanted)
        content_as_csv = _written(_rows(workbook, sheet, name))
    hidden = hidden_rows(content, sheet)
    if hidden:
        noun = "1 row is" if len(hidden) == 1 else f"{len(hidden)} rows are"
        notices.append(f"{noun} hidden in the sheet and read like the others: {the_first(hidden)}")
    return content_as_csv, tuple(notices)


def _written(rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.BytesIO()
    with io.TextIOWrapper(out, "utf-8", newline="", write_through=True) as text:
        writer = csv.writer(text, lineterminator="\n")
        for row in rows:
            # An empty row is an empty line, so that a line of the CSV has the number of the row.
            writer.writerow(map(_text, row) if any(cell != "" for cell in row) else ())
        return out.getvalue()


def _opened(content: bytes, name: str) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    kind = _refuse_other_archives(content, name) if content.startswith(_ZIP) else "workbook"
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError:
        raise _protected(name) from None
    except (CalamineError, OSError, ValueError):
        if content.startswith(_OLD) and _ENCRYPTED in content:
            raise _protected(name) from None
        hint = "open it in the program that made it, save it as CSV UTF-8, and import that"
        raise NotRegistrations(f"{name} cannot be read as a {kind}", hint) from None


def _protected(name: str) -> NotRegistrations:
    return NotRegistrations(f"{name} is protected by a password", "save it without one, then import it")


def _refuse_other_archives(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {member.filename: member.file_size for member in archive.infolist()}
            mimetype = archive.read("mimetype") if "mimetype" in members else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, KeyError, ValueError):
        raise NotRegistrations(f"{name} is a damaged workbook or archive", "ask for it again") from None
    if sum(members.values()) > _MOST_UNPACKED:
        raise NotRegistrations(f"{name} unpacks to more than a list of people can be", "ask for the list as CSV")
    if any(member.startswith("word/") for member in members) or b"opendocument.text" in mimetype:
        raise NotRegistrations(f"{name} is a text document", "copy its table into a spreadsheet, and save that")
    if not any(member.startswith("xl/") for member in members) and b"opendocument.spreadsheet" not in mimetype:
        raise NotRegistrations(f"{name} is a zip archive, not a list", "unpack it first")
    return "workbook"


def _chosen(workbook: "CalamineWorkbook", name: str, wanted: str | None) -> tuple[str, list[str]]:
    """The name of the sheet to read, and what is to be known of the others."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    every = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    sheets = [sheet.name for sheet in every]
    if wanted is not None:
        return _named(sheets, wanted, name), []
    seen = [sheet.name for sheet in every if sheet.visible == SheetVisibleEnum.Visible]
    if not seen:
        raise NotRegistrations(f"{name} has no sheet that can be seen", "name one: --sheet NAME")
    lists = [sheet for sheet in seen if _has_header(_top(workbook, sheet, name))]
    chosen = (lists or seen)[0]
    if len(sheets) == 1:
        return chosen, []
    others = ", ".join(f"“{sheet}”" for sheet in sheets if sheet != chosen)
    also = "".join(f"; “{sheet}” holds people too: import it with --sheet" for sheet in lists[1:])
    return chosen, [f"the sheet “{chosen}” was read, and not {others}{also}"]


def _named(sheets: Sequence[str], wanted: str, name: str) -> str:
    folded = {sheet.casefold().strip(): sheet for sheet in sheets}
    if wanted.casefold().strip() in folded:
        return folded[wanted.casefold().strip()]
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(sheets):
        return sheets[int(wanted) - 1]
    names = ", ".join(f"“{sheet}”" for sheet in sheets)
    raise NotRegistrations(f"{name} has no sheet “{wanted}”", f"its sheets are {names}")


def _rows(workbook: "CalamineWorkbook", sheet: str, name: str, most: int | None = None) -> Iterator[list[Any]]:
    """The rows of a sheet from its first one on, at most so many."""
    from python_calamine import CalamineError

    try:
        yield from islice(workbook.get_sheet_by_name(sheet).iter_rows(), most)
    except (CalamineError, OSError, ValueError):
        reason = f"the sheet “{sheet}” of {name} cannot be read"
        raise NotRegistrations(reason, "save it as CSV, and import that") from None


def _top(workbook: "CalamineWorkbook", sheet: str, name: str) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in _rows(workbook, sheet, name, _TOP)]


def _has_header(rows: Iterable[Sequence[str]]) -> bool:
    return any(known_titles(row) > 2 for row in rows)


def _text(cell: Any) -> str:
    """A cell as it is typed: a whole number without decimals, a date as a date, a moment as windows are written."""
    if isinstance(cell, str):
        return re.sub(r"[\r\n]+", " ", cell)
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep="T", timespec="minutes") if cell.time() != dt.time() else cell.date().isoformat()
    if isinstance(cell, dt.time):
        return cell.isoformat(timespec="minutes")
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)
