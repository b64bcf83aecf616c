"""The header of a list: which of its first lines names the columns, what is between them, and where each stands."""

import csv
from collections.abc import Callable, Sequence
from typing import NamedTuple

from qvax_cli.imports.encoding import NotRegistrations
from qvax_cli.registrations.columns import ADDED, COLUMNS, column_of, places, shown
from qvax_cli.rules.plain_text import plain

SEPARATORS = {";": "semicolon", ",": "comma", "\t": "tab"}
#: The columns without which there is no person.
REQUIRED = ("niss", "last_name", "first_name", "center")
#: Lines with something in them among which the header is looked for: a title and some remarks may stand above it.
_TOP = 10
#: A title may hold a line break; beyond so many lines, a quotation mark is missing.
_MOST_LINES = 5


class Header(NamedTuple):
    """separator: between cells; titles: as they stand in the file; places: where each column stands; line: its last."""

    separator: str
    titles: list[str]
    places: dict[str, int]
    line: int


def find(next_line: Callable[[], str], name: str, *, center_given: bool, notices: list[str]) -> Header:
    """The header, when all lines up to its end were taken from `next_line` ("" at the end of the file).

    notices: gets what is to be known of it. Raises NotRegistrations.
    """
    separators = tuple(SEPARATORS)
    line = above = 0
    best: tuple[list[str], dict[str, list[int]]] = ([], {})
    while above < _TOP and (text := next_line()):
        line += 1
        content = text.strip('\r\n\ufeff "')
        if content.lower() in ("sep=,", "sep=;", "sep=\t", "sep=|"):  # an instruction to Excel
            separators = (content[4],)
            continue
        if not content.strip(",;\t "):
            continue
        if text.count('"') % 2 and known_titles(_split(text, separators)[1]):  # one of the titles holds a line break
            while text.count('"') % 2 and text.count("\n") < _MOST_LINES and (more := next_line()):
                line += 1
                text += more
        separator, titles = _split(text, separators)
        found = places(titles)
        if not _missing(found, center_given):
            if above:
                notices.append(f"the header is in line {line}; what stands above it was not read")
            return Header(separator, titles, _places(found, titles, name, notices), line)
        above += 1
        best = max(best, (titles, found), key=lambda seen: len(seen[1]))
    raise NotRegistrations(*_refusal(best[1], name, center_given, empty=not above))


def known_titles(titles: Sequence[str]) -> int:
    """How many columns of a person these titles name."""
    return len(places(list(titles)))


def cells_of(line: str, separator: str) -> list[str]:
    """The cells of one line by itself."""
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def is_ours(title: str) -> bool:
    """Whether a title was added by a rejects file."""
    return plain(title) in ADDED and column_of(title) is None


def _split(text: str, separators: tuple[str, ...]) -> tuple[str, list[str]]:
    """The separator that makes most titles known, and the titles."""
    return max(
        ((separator, cells_of(text, separator)) for separator in separators),
        key=lambda split: (len(places(split[1])), len(split[1])),
    )


def _missing(found: dict[str, list[int]], center_given: bool) -> list[str]:
    names = ("last_name", "first_name") if "full_name" in found else ()
    missing = [c for c in REQUIRED if c not in found and c not in names and not (c == "center" and center_given)]
    if "email" not in found and "mobile" not in found:
        missing.append("email or mobile")
    return missing


def _places(found: dict[str, list[int]], titles: list[str], name: str, notices: list[str]) -> dict[str, int]:
    for column, indices in found.items():
        if len(indices) > 1:
            raise NotRegistrations(
                f"{name} has more than one column for {column}: {shown(titles, indices)}",
                "remove or rename all of them but one",
            )
    used = {indices[0] for indices in found.values()}
    unused = [i for i, title in enumerate(titles) if i not in used and title.strip() and not is_ours(title)]
    if unused:
        noun = "this column is" if len(unused) == 1 else "these columns are"
        notices.append(f"{noun} not used: {shown(titles, unused)}")
    return {column: indices[0] for column, indices in found.items()}


def _refusal(found: dict[str, list[int]], name: str, center_given: bool, *, empty: bool) -> tuple[str, str]:
    if empty:
        return f"{name} is empty", "export the list again, with its header line"
    names = f"one of the first {_TOP} lines must name the columns, for example: {', '.join(COLUMNS)}"
    if not found:
        return f"{name} has no header line of registrations", names
    missing = _missing(found, center_given)
    noun = "column" if len(missing) == 1 else "columns"
    hint = "add it, or name one center for all rows: --center CODE" if missing == ["center"] else names
    return f"{name} lacks the {noun} {', '.join(missing)} (found: {', '.join(found)})", hint
