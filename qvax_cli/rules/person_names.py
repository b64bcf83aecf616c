"""Whom somebody means who says a name on the phone (R40)."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol, TypeVar

from qvax_cli.rules.plain_text import plain

# A beginning of a name that is shorter than this says nothing.
_LEAST = 2


class Named(Protocol):
    """What a person is called; both are None once their data were erased."""

    @property
    def first_name(self) -> str | None: ...
    @property
    def last_name(self) -> str | None: ...


P = TypeVar("P", bound=Named)


def named_by(text: str, people: Iterable[P]) -> list[P]:
    """The people whom a text names, in their order: those with each of its words as the beginning of a part of their
    first or last name, whatever the order, case and accents. Who is called exactly so comes before who only begins so.
    """
    if len(plain(text)) < _LEAST:
        return []
    words = _words(text)
    wanted = frozenset(words)

    @cache  # among millions of people there are some ten thousands of names
    def begun(name: str | None) -> frozenset[str]:
        return frozenset(word for part in _parts(name or "") for word in wanted if part.startswith(word))

    named = [one for one in people if begun(one.first_name) | begun(one.last_name) == wanted]
    return [one for one in named if sorted(words) == sorted(_words(f"{one.first_name} {one.last_name}"))] or named


def _parts(name: str) -> Iterator[str]:
    """The words of a name, and the name written as one word: “vandenberghe” finds Van den Berghe."""
    yield from _words(name)
    yield plain(name)


def _words(text: str) -> list[str]:
    whole = unicodedata.normalize("NFC", text)  # an accent that stands alone would part the word
    apart = "".join(sign if sign.isalnum() else " " for sign in whole)
    return [plain(word) for word in apart.split()]
