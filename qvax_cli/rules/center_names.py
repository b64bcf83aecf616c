"""Which center somebody means who names it by code, name, town or postcode (R40)."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Protocol, TypeVar

from qvax_cli.rules.plain_text import plain

# A part of a name that is shorter than this says nothing.
_LEAST = 3

#: What towns with a center are called in another language of the country, and what they are called here.
_ALSO = {
    "alost": "aalst", "antwerp": "antwerpen", "anvers": "antwerpen", "bergen": "mons", "borgworm": "waremme",
    "bruges": "brugge", "brussel": "1000", "brussels": "1000", "bruxelles": "1000", "courtrai": "kortrijk",
    "dixmude": "diksmuide", "doornik": "tournai", "furnes": "veurne", "gand": "gent", "ghent": "gent",
    "grammont": "geraardsbergen", "hal": "halle", "hannuit": "hannut", "hoei": "huy", "lierre": "lier",
    "louvain": "leuven", "lowen": "leuven", "luik": "liege", "luttich": "liege", "malines": "mechelen",
    "mecheln": "mechelen", "menin": "menen", "moeskroen": "mouscron", "namen": "namur", "ostende": "oostende",
    "roulers": "roeselare", "saintvith": "sanktvith", "termonde": "dendermonde", "tongres": "tongeren",
    "vilvorde": "vilvoorde", "wezet": "vise", "ypern": "ieper", "ypres": "ieper", "zinnik": "soignies",
}  # fmt: skip


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
    """The centers that a text names, in their order: those with it as code, name, town or postcode, the town in another
    language of the country too; where there are none, those with it as a part of their name or town."""
    given = plain(text)
    if not given:
        return []
    wanted = _ALSO.get(given, given)
    whole = [one for one in centers if not {given, wanted}.isdisjoint(map(plain, _names(one)))]
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
