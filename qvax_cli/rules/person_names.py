"""Whom somebody means who says a name on the phone (R40)."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from qvax_cli.rules.plain_text import plain

# A beginning of a name that is shorter than this says nothing.
_LEAST = 2


class Named(Protocol):
    """What a person is called; both are None once their data were erased."""

    @property
    def first_name(self) -> str: ...
    @property
    def last_name(self) -> str: ...


P = TypeVar("P", bound=Named)


def named_by(text: str, people: Sequence[P]) -> list[P]:
    """The people whom a text names, in their order: those with each of its words as the beginning of a part of their
    first or last name, whatever the order, case and accents. Who is called exactly so comes before who only begins so.
    """
    if len(plain(text)) < _LEAST:
        return []
    words = _words(text)
    named = [one for one in people if all(_begins(word, one) for word in words)]
    return [one for one in named if sorted(words) == sorted(_words(f"{one.first_name} {one.last_name}"))] or named


def _begins(word: str, person: Named) -> bool:
    return any(part.startswith(word) for part in _parts(person))


def _parts(person: Named) -> Iterator[str]:
    """The words of a name, and each name written as one word: “vandenberghe” finds Van den Berghe."""
    for name in (person.first_name, person.last_name):
        if name:
            yield from _words(name)
            yield plain(name)


def _words(text: str) -> list[str]:
    whole = unicodedata.normalize("NFC", text)  # an accent that stands alone would part the word
    apart = "".join(sign if sign.isalnum() else " " for sign in whole)
    return [plain(word) for word in apart.split()]
