"""What statements are put together from, and rows by name: what makes one of our types of a row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
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


def spread(sql: str, values: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The statement with one marker for each value of a list: `IN (:ids)` becomes `IN (:ids_0, :ids_1)`; of a list that
    is empty none is found."""
    single: dict[str, Any] = {}
    for name, value in values.items():
        if type(value) is list:
            sql, names = _marked(sql, name, len(value))
            single.update(zip(names, value, strict=True))
        else:
            single[name] = value
    return sql, single


@lru_cache(maxsize=100)
def _marked(sql: str, name: str, count: int) -> tuple[str, tuple[str, ...]]:
    """The statement with so many markers for a list, and their names. An import asks for hundreds at a time."""
    names = tuple(f"{name}_{number}" for number in range(count))
    return sql.replace(f"(:{name})", f"({', '.join(f':{one}' for one in names) or 'NULL'})"), names


def by_place(sql: str, values: Mapping[str, Any]) -> tuple[str, Mapping[str, Any] | Sequence[Any]]:
    """As `spread`, for statements with places as SQLite has them: a list that stands alone goes into `IN (?, ?)`, which
    is three times faster. An import asks for hundreds at a time."""
    if len(values) == 1:
        ((name, alone),) = values.items()
        if type(alone) is list:
            return _placed(sql, name, len(alone)), alone
    return spread(sql, values)


@lru_cache(maxsize=100)
def _placed(sql: str, name: str, count: int) -> str:
    return sql.replace(f"(:{name})", f"({', '.join('?' * count) or 'NULL'})")
