"""Rows that hold no person: totals, a repeated header, “printed on …”, and cells that were filled down too far."""

from collections.abc import Sequence

from qvax_cli.imports.rows import Rows
from qvax_cli.registrations.columns import COLUMNS, UNDIVIDED
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.plain_text import plain

#: What makes a person; the other columns are the same for many rows, and get filled down.
_OF_A_PERSON = ("niss", "last_name", "first_name", "birth_date", "email", "mobile")
#: Fewer digits than this are a count, and no number of anybody.
_FEWEST_DIGITS = 6


def is_filled_down(rows: Rows, cells: Sequence[str]) -> bool:
    """Whether a row, which is not right, holds nothing of a person: only a center and a language, say."""
    row = dict(zip(COLUMNS, rows.values_of(list(cells)), strict=True))
    if any(row[column].strip() for column in _OF_A_PERSON):
        return False
    return not any("@" in cell or _is_number(cell) for cell in cells)  # a person in the wrong columns


def no_person(rows: Rows, cells: Sequence[str]) -> Complaint | None:
    """What to say of a row, which is not right, that never was a person; None of all others."""
    if [plain(cell) for cell in cells[: len(rows.header)]] == [plain(title) for title in rows.header]:
        return _complaint("the header once more")
    row = dict(zip(COLUMNS, rows.values_of(list(cells)), strict=True))
    named = all(any(c.isalpha() for c in row[name]) for name in ("last_name", "first_name"))
    undivided = row["first_name"] == UNDIVIDED and _is_a_name(row["last_name"])
    if named or undivided or row["email"].strip() or row["mobile"].strip() or _is_number(row["niss"]):
        return None
    return _complaint("a total, a title or a remark")


def _complaint(what: str) -> Complaint:
    return Complaint("row", f"no person: {what}", "leave the line out")


def _is_a_name(text: str) -> bool:
    return len(text.split()) > 1 and not any(c.isdigit() or c == ":" for c in text)


def _is_number(text: str) -> bool:
    """Whether a cell may be somebody's number, whatever a spreadsheet did to it."""
    return sum(c.isdigit() for c in text) >= _FEWEST_DIGITS and sum(c.isalpha() for c in text) <= 1
