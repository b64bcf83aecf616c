"""What statements are put together from, and rows by name: what makes one of our types of a row."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, Protocol, TypeVar

Shape = TypeVar("Shape", bound=NamedTuple)


class Row(Protocol):
    """What a database gives for a row: its values in order, and by the names of their columns."""

    def keys(self) -> list[str]: ...
    def __getitem__(self, name: str, /) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...


def columns(kind: type[NamedTuple], table: str = "") -> str:
    """The columns of a type as a statement names them, those of a `table` by its name there: "o.id, o.doses"."""
    return ", ".join(f"{table}.{name}" if table else name for name in kind._fields)


def row_to(kind: type[Shape]) -> Callable[[Row], Shape]:
    """What makes a `kind` of a row, in whatever order its columns come. TypeError when they are not those of the kind:
    two texts that have changed places would otherwise go unseen."""
    names = list(kind._fields)
    by_name: Callable[..., Shape] = kind

    def made(row: Row) -> Shape:
        found = row.keys()
        return kind._make(row) if found == names else by_name(**dict(zip(found, row, strict=True)))

    return made


def texts(names: Iterable[str]) -> str:
    """Names that stand in the code, as a list of SQL: ('queued', 'sent')."""
    return "(" + ", ".join(f"'{name}'" for name in names) + ")"


def at_most(limit: int) -> int:
    """What LIMIT takes for so many rows, or for all of them (-1)."""
    return limit if limit >= 0 else 2**63 - 1
