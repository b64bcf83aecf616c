"""People who come more than once in what is imported: the last right row of each counts, and goes in at the end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import eq

from qvax_cli.imports.packing import Packed, number
from qvax_cli.imports.rows import open_rows
from qvax_cli.imports.source import Source

_LENGTH = 11
#: People that are named by their lines.
_NAMED = 5


@dataclass
class Repeated:
    """Who comes more than once.

    sources: the lists; numbers: of these people; passed_over: rows that a later one of the same person made void;
    differing: the numbers whose rows say different things.
    """

    sources: Sequence[Source]
    numbers: frozenset[str]
    passed_over: int = 0
    differing: list[str] = field(default_factory=list)
    _last: dict[str, Packed] = field(default_factory=dict)

    def held_back(self, portions: Iterable[Sequence[Packed]]) -> Iterator[Sequence[Packed]]:
        """The same lines; those of people who come again wait until the end, where the last of each is left."""
        if not self.numbers:
            yield from portions
            return
        for portion in portions:
            if self.numbers.isdisjoint(map(number, portion)):
                yield portion
                continue
            once = []
            for line in portion:
                whose = number(line)
                if whose in self.numbers:
                    self._hold(whose, line)
                else:
                    once.append(line)
            yield once
        yield list(self._last.values())

    def _hold(self, whose: str, line: Packed) -> None:
        earlier = self._last.get(whose)
        if earlier is not None:
            self.passed_over += 1
            if earlier != line and whose not in self.differing:
                self.differing.append(whose)
        self._last[whose] = line

    def notices(self, *, center_given: bool) -> list[str]:
        """What to say of the people whose rows differ; by lines, for a number is shown to nobody."""
        if not self.differing:
            return []
        named = self.differing[:_NAMED]
        places = _places(self.sources, frozenset(map(int, named)), center_given=center_given)
        where = "; ".join(_listed(places[int(whose)]) for whose in named)
        more = "; …" if len(self.differing) > _NAMED else ""
        count = len(self.differing)
        who = "1 person comes" if count == 1 else f"{count} people come"
        return [f"{who} more than once with different data, and the last row counts: {where}{more}"]


def find(sources: Sequence[Source], *, center_given: bool) -> Repeated:
    """Who comes more than once in these lists, by the digits of the numbers; nothing is checked yet."""
    seen: list[int] = []
    for source in sources:
        with open_rows(source, center_given=center_given) as rows:
            for cells in rows.column_of_numbers():
                seen += _numbers(cells)
    seen.sort()
    twice = {one for one, again in zip(seen, map(eq, seen, islice(seen, 1, None)), strict=False) if again}
    return Repeated(sources, frozenset(f"{one:0{_LENGTH}}" for one in twice))


def _numbers(cells: Sequence[str]) -> list[int]:
    """What `_digits` makes of each of these, thousands at a time; some that are nobody's may be among them."""
    plain = "\n".join(cells).replace(".", "").replace("-", "").split("\n")
    numbers = [int(text) for text in plain if text.isdecimal() and len(text) <= _LENGTH]
    if len(numbers) < len(plain):
        numbers += filter(None, (_digits(text) for text in plain if not text.isdecimal()))
    return numbers


def _places(sources: Sequence[Source], wanted: frozenset[int], *, center_given: bool) -> dict[int, list[str]]:
    """Where the rows of these numbers stand."""
    places: dict[int, list[str]] = defaultdict(list)
    for source in sources:
        with open_rows(source, center_given=center_given) as rows:
            for line, _, values in rows:
                if isinstance(values, tuple) and (digits := _digits(values[0])) in wanted:
                    places[digits].append(f"line {line}" if len(sources) == 1 else f"{source.name}, line {line}")
    return places


def _digits(text: str) -> int:
    """The digits of a number in any spelling, as one number; 0 when they are none of anybody."""
    digits = text.replace(".", "").replace("-", "")
    if not digits.isdecimal():
        digits = "".join(char for char in text if char.isdecimal())
    return int(digits) if _LENGTH - 3 <= len(digits) <= _LENGTH else 0


def _listed(places: list[str]) -> str:
    *others, last = places
    return f"{', '.join(others)} and {last}" if others else last
