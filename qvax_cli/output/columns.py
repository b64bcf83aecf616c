"""How the columns of a table are fitted into a terminal: how wide each is, which are left out, what is cut. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

#: What is typed or read aloud is whole even where all else has to be squeezed: codes, moments and phone numbers are of
#: at most so many signs.
_WHOLE = 16
#: So long a text is not parted for the sake of what can be cut, nor a name cut for what is readily left out.
_TEXT = 24
#: What stands between two columns, and at both ends of a line.
_BETWEEN, _ENDS = 3, 1


class Column(NamedTuple):
    """A column of a table."""

    title: str
    right: bool = False
    #: A longer text is cut at so many signs or more, and so stays on its line; 0: it goes on in the next line.
    cut: int = 0
    #: Where there is no room for all, what is nowhere but empty or 0 is left out first, then by this number, the lowest
    #: first; 0: it is never left out.
    spare: int = 0
    #: It is left out also for the sake of what would be cut, not only where there is no room at all.
    readily: bool = False


def column(title: "Column | str") -> Column:
    """The column with that title, to the right if “>” stands before it."""
    return title if isinstance(title, Column) else Column(title.lstrip(">"), title.startswith(">"))


class Fitted(NamedTuple):
    """What of a table is shown on a line: which columns, by number, and how wide each is."""

    shown: tuple[int, ...]
    widths: tuple[int, ...]


def fitted(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> Fitted:
    """What a framed table of at most that width shows. The room beyond the least of every column goes to what lacks
    most, titles last. Wider than that is only a table of what has to be whole.
    """
    texts = [[row[n] for row in rows] for n in range(len(columns))]
    least = [_least(one, cells, one.cut) for one, cells in zip(columns, texts, strict=True)]
    whole = [_least(one, cells, max(one.cut, _TEXT)) for one, cells in zip(columns, texts, strict=True)]
    shown = list(range(len(columns)))
    for n in sorted(
        (n for n in shown if columns[n].spare), key=lambda n: (_says_something(texts[n]), columns[n].spare)
    ):
        if _room(whole if columns[n].readily else least, shown, width) < 0:
            shown.remove(n)
    widths = {n: least[n] for n in shown}
    room = max(0, _room(least, shown, width))
    for wanted in (
        {n: min(_TEXT, max(map(len, texts[n]), default=0)) for n in shown if not columns[n].cut},
        {n: max(map(len, texts[n]), default=0) for n in shown},
        {n: len(columns[n].title) for n in shown},
    ):
        room = _widen(widths, wanted, room)
    return Fitted(tuple(shown), tuple(widths[n] for n in shown))


def cut(text: str, width: int) -> str:
    """The text on a line of that width; what does not fit ends with “…”."""
    return text if len(text) <= width else text[: max(0, width - 1)] + "…"[:width]


def _least(one: Column, cells: Sequence[str], cut_at: int) -> int:
    longest = max(map(len, cells), default=0)
    title = max(map(len, one.title.split()), default=0)
    if one.cut:
        return max(title, min(longest, cut_at))
    if longest <= _WHOLE:
        return max(title, longest)
    word = max((len(word) for cell in cells for word in cell.split()), default=0)
    return max(title, min(word, _WHOLE))


def _says_something(cells: Sequence[str]) -> bool:
    return any(cell not in ("", "0") for cell in cells)


def _room(least: Sequence[int], shown: Sequence[int], width: int) -> int:
    return width - _ENDS - sum(least[n] + _BETWEEN for n in shown)


def _widen(widths: dict[int, int], wanted: dict[int, int], room: int) -> int:
    """Gives room, sign by sign, to the column that lacks most; what is left of it."""
    while room and wanted:
        n = max(wanted, key=lambda n: wanted[n] - widths[n])
        if widths[n] >= wanted[n]:
            break
        widths[n] += 1
        room -= 1
    return room
