"""A book of phrases, and every way to read a row of words as phrases that stand in it.

A phrase is written as a line: words, `(a|b c)` for one of several, `[a|b]` for one or none. Words in capitals are signs
for what was found in a text before (`TIME`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

#: Between phrases: what no phrase goes across.
BREAK = ","

Meaning = frozenset[str]
_WORDS = """
    bien donc alors vraiment certainement volontiers surement evidemment naturellement
    zeker graag echt heel even wel alvast uiteraard natuurlijk efkes effe eventjes gewoon
    gerne gern sicher bestimmt dann naturlich wirklich mal eben halt einfach
    definitely certainly really gladly surely just
"""
#: What can stand between any two words of a phrase without changing what it says.
_ADVERBS = frozenset(_WORDS.split())
#: Signs that can be read instead of words: where they begin, what they are, where they end.
Signs = Mapping[int, Sequence[tuple[str, int]]]


class _Place:
    """A place in a phrase: the words that lead on from here, the places that are here as well, what ends here."""

    __slots__ = ("also", "kind", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Place] = {}
        self.also: list[_Place] = []
        self.kind: str | None = None

    def here(self) -> Iterator[_Place]:
        """This place and those that are here as well."""
        yield self
        for place in self.also:
            yield from place.here()


class Book:
    """Phrases by kind: `Book({"yes": "oui", "polite": "merci [beaucoup]"})`, one a line."""

    def __init__(self, *pages: Mapping[str, str]) -> None:
        self._begin: dict[str, list[_Place]] = {}
        for page in pages:
            for kind, lines in page.items():
                for line in lines.strip().splitlines():
                    self._write(kind, line)
        self.words = frozenset(self._words())

    def _write(self, kind: str, line: str) -> None:
        start = _Place()
        _Pattern(line).write(start).kind = kind
        for place in start.here():
            for word, after in place.words.items():
                self._begin.setdefault(word, []).append(after)

    def ends(self, words: Sequence[str], at: int, signs: Signs) -> Iterator[tuple[int, str]]:
        """Where phrases that begin there end, and of which kind they are."""
        waiting = [(end, place) for word, end in _steps(words, at, signs) for place in self._begin.get(word, ())]
        while waiting:
            end, start = waiting.pop()
            beyond = end
            while beyond < len(words) and words[beyond] in _ADVERBS:
                beyond += 1
            for place in start.here():
                if place.kind:
                    yield end, place.kind
                waiting += [
                    (after, place.words[word])
                    for next_at in {end, beyond}
                    for word, after in _steps(words, next_at, signs)
                    if word in place.words
                ]

    def _words(self) -> Iterator[str]:
        waiting = [place for places in self._begin.values() for place in places]
        yield from self._begin
        seen = set()
        while waiting:
            place = waiting.pop()
            if id(place) not in seen:
                seen.add(id(place))
                yield from place.words
                waiting += [*place.words.values(), *place.also]


def meanings(book: Book, words: Sequence[str], signs: Signs) -> frozenset[Meaning]:
    """What a row of words can mean: the kinds of phrases in it, once for each way to read all of it in the fewest
    phrases. None: it holds something that is in no phrase."""
    # From each place on: the fewest phrases, and what they mean.
    from_here: list[tuple[int, set[Meaning]]] = [(0, set()) for _ in words] + [(0, {frozenset()})]
    for at in reversed(range(len(words))):
        if words[at] == BREAK:
            from_here[at] = from_here[at + 1]
            continue
        ends = {(end, kind) for end, kind in book.ends(words, at, signs) if from_here[end][1]}
        # What says that nobody comes says why as well; and the town of the center is no other place.
        ends -= {(end, "excuse") for end, kind in ends if kind in ("not_coming", "polite")}
        fewest = min((from_here[end][0] for end, _ in ends), default=0)
        said = {meaning | {kind} for end, kind in ends for meaning in from_here[end][1] if from_here[end][0] == fewest}
        from_here[at] = (fewest + 1, said)
    return frozenset(from_here[0][1])


def _steps(words: Sequence[str], at: int, signs: Signs) -> Iterator[tuple[str, int]]:
    """What can be read there, as a word of the book, and where it ends."""
    if at < len(words):
        yield words[at], at + 1
        yield from signs.get(at, ())


class _Pattern:
    """A line of the book, read from left to right."""

    def __init__(self, line: str) -> None:
        self._signs = re.findall(r"[()\[\]|]|[^\s()\[\]|]+", line)[::-1]

    def write(self, start: _Place) -> _Place:
        """Writes it from that place on, up to where it or the group that it is in ends; the place where it ends."""
        here, end = start, _Place()
        while self._signs and self._signs[-1] not in ")]":
            sign = self._signs.pop()
            if sign == "|":
                here.also.append(end)
                here = start
            elif sign in "([":
                # A place of its own, so that what else leads on from here is no part of the group.
                begin = _Place()
                here.also.append(begin)
                after = self.write(begin)
                self._signs.pop()
                if sign == "[":
                    here.also.append(after)
                here = after
            else:
                here = here.words.setdefault(sign, _Place())
        here.also.append(end)
        return end
