"""Rows and values as SQLite gives and takes them, so that everything else sees no difference."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from psycopg import Connection, Cursor
from psycopg.abc import Buffer
from psycopg.adapt import Dumper, Loader
from psycopg.rows import RowMaker, no_result
from psycopg.types.array import ListDumper
from psycopg.types.numeric import Int8Dumper


class NamedRow:
    """A row: its values in order, and by the names of their columns."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: dict[str, int], values: Sequence[Any]) -> None:
        self._places = places
        self._values = values

    def keys(self) -> list[str]:
        return list(self._places)

    def __getitem__(self, name: str) -> Any:
        return self._values[self._places[name]]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)


def named(cursor: "Cursor[Any]") -> RowMaker[NamedRow]:
    """What makes rows of what a statement has found."""
    found = cursor.pgresult
    if found is None or not found.nfields:
        return no_result
    places = _places(tuple(map(found.fname, range(found.nfields))))
    return partial(NamedRow, places)


@lru_cache(maxsize=1000)
def _places(names: tuple[bytes | None, ...]) -> dict[str, int]:
    """Where the columns stand; the description of the driver takes longer to make than most statements to run."""
    return {(name or b"").decode(): place for place, name in enumerate(names)}


def fitting(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values as the tables can hold them: a NUL, which no text there has, becomes the sign of what cannot be read.
    OverflowError for a number that is larger than any of theirs."""
    for name, value in values.items():
        if type(value) is list:
            values = {**values, name: [_fitting(one) for one in value]}
        elif (fits := _fitting(value)) is not value:
            values = {**values, name: fits}
    return values


def _fitting(value: Any) -> Any:
    if type(value) is int and not -(2**63) <= value < 2**63:
        raise OverflowError
    return value.replace("\0", "\ufffd") if type(value) is str and "\0" in value else value


class _Truth(Dumper):
    """Yes and no are numbers in the tables."""

    oid = 20  # bigint

    def dump(self, obj: bool) -> Buffer:
        return b"1" if obj else b"0"


class _Several(ListDumper):
    """Hundreds of numbers, or of plain texts, are written at once: one by one they take as long as to look them up."""

    def dump(self, obj: list[Any]) -> Buffer | None:
        kinds = set(map(type, obj))
        if kinds == {int}:
            return f"{{{','.join(map(str, obj))}}}".encode()
        if kinds == {str} and (text := "".join(obj)).isalnum() and text.isascii():
            return ('{"' + '","'.join(obj) + '"}').encode()
        return super().dump(obj)


class _Number(Loader):
    """A sum of numbers is a number again, and an average one with a fraction."""

    def load(self, data: Buffer) -> int | float:
        text = bytes(data)
        return float(text) if b"." in text else int(text)


def adapt(conn: "Connection[Any]") -> None:
    """Lets a connection take and give values like this. Every number is as large as a column, so that a statement is
    prepared once, whatever its numbers."""
    conn.adapters.register_dumper(int, Int8Dumper)
    conn.adapters.register_dumper(bool, _Truth)
    conn.adapters.register_dumper(list, _Several)
    conn.adapters.register_loader("numeric", _Number)
