"""Numbers and spans of time as they are said: 1 dose waits, 3 people come, 10 h 52 min."""

from collections.abc import Sequence

_MANY = {"person": "people", "vaccinated person": "vaccinated people", "confirmed person": "confirmed people"}


def counted(number: int, thing: str, one: str = "", many: str = "") -> str:
    """So many of a thing, which is given in the singular; with what one does, and what many do, if that is said."""
    if number == 1:
        return f"1 {thing} {one}".rstrip()
    return f"{number} {_MANY.get(thing, f'{thing}s')} {many}".rstrip()


def the_first(numbers: Sequence[int]) -> str:
    """Some numbers, of which the first ten are said: 3, 8, 21."""
    return ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")


def lasting(seconds: int) -> str:
    """A span of time, in hours and minutes; of one shorter than a minute the seconds."""
    hours, minutes = divmod(max(0, seconds) // 60, 60)
    if not hours:
        return f"{minutes} min" if minutes else f"{max(0, seconds)} s"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
