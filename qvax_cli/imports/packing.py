"""A registration as it waits for its batch: one line of text, small, picklable, and in an order.

This is the only module that knows what such a line looks like. It begins with the center (0 without windows) and the
number: neighbours then meet few pages of the indexes, of which that of the windows, kept by center, is larger than that
of the numbers. The values follow, each after a sign that is in none of them. As tuples, half as many would take more
memory (docs/decisions/0012).
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter

from qvax_cli.registrations import Registration
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.windows import Window
from qvax_cli.store.people import Person

Packed = str
#: Windows as they are stored: (starts_at, ends_at), in order of time.
Windows = tuple[tuple[Instant, Instant], ...]
_BETWEEN = "\x1f"
_NUMBER = slice(8, 19)
#: Whose line it is: the national number, 11 digits.
number: Callable[[Packed], str] = itemgetter(_NUMBER)


def pack(registrations: Sequence[Registration], center_ids: dict[str, int]) -> list[Packed]:
    """The registrations as lines. center_ids: by code."""
    lines = []
    for number, first, last, birth, language, code, email, mobile, contact, windows, week in registrations:
        center = center_ids[code]
        values = str(center), first, last, birth.isoformat(), language, email or "", mobile or "", contact or ""
        text = _as_text(windows) if windows else ""
        lines.append(_BETWEEN.join((f"{center if windows else 0:08x}{number}", *values, text, week or "")))
    return lines


def unpack(line: Packed) -> tuple[Person, Windows | None, str | None]:
    """The person as stored, the windows, and the week that repeats; None: the row says nothing of them."""
    place, center, first, last, birth, language, email, mobile, contact, text, week = line.split(_BETWEEN)
    person = Person(
        place[_NUMBER], int(center), first, last, birth, language, email or None, mobile or None, contact or None
    )
    return person, _windows(text) if text else None, week or None


@lru_cache(maxsize=10_000)  # the same few windows come again and again
def _as_text(windows: tuple[Window, ...]) -> str:
    return " ".join(f"{start}-{end}" for start, end in windows)


@lru_cache(maxsize=10_000)
def _windows(text: str) -> Windows:
    return tuple((int(start), int(end)) for start, _, end in (one.partition("-") for one in text.split()))
