"""Which center somebody means who names it by code, name, town or postcode (R40)."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Protocol, TypeVar

from qvax_cli.rules.plain_text import plain

# A part of a name that is shorter than this says nothing.
_LEAST = 3


class Named(Protocol):
    """What a center is known by."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def town(self) -> str: ...
    @property
    def postcode(self) -> str: ...


C = TypeVar("C", bound=Named)


def named_by(text: str, centers: Sequence[C]) -> list[C]:
    """The centers that a text names, in their order: those with it as code, name, town or postcode; where there are
    none, those with it as a part of their name or town."""
    wanted = plain(text)
    if not wanted:
        return []
    whole = [one for one in centers if wanted in (plain(name) for name in _names(one))]
    if whole or len(wanted) < _LEAST or wanted.isdigit():
        return whole
    return [one for one in centers if any(wanted in plain(name) for name in (one.name, one.town))]


def nearest(text: str, centers: Sequence[C]) -> C | None:
    """The center with a name that is almost this text; None when none is near."""
    by_name = {plain(name): one for one in reversed(centers) for name in (one.name, one.town, one.code)}
    found = get_close_matches(plain(text), by_name, 1, 0.75)
    return by_name[found[0]] if found else None


def nearest_postcodes(text: str, centers: Sequence[C], most: int = 3) -> list[C]:
    """The centers whose postcodes are nearest to this one, the nearest first: in Belgium they are near, those of the
    same province, which the first figure tells, before others. None for a text that is no postcode."""
    wanted = text.strip()
    if len(wanted) != 4 or not wanted.isascii() or not wanted.isdecimal():
        return []
    placed = [one for one in centers if one.postcode.isdecimal()]
    far = {one.code: (one.postcode[0] != wanted[0], abs(int(one.postcode) - int(wanted))) for one in placed}
    return sorted(placed, key=lambda one: far[one.code])[:most]


def _names(center: Named) -> tuple[str, ...]:
    return center.code, center.name, center.town, center.postcode
