"""Numbers and spans of time as they are said: 1 dose, 3 people, 10 h 52 min."""

_MANY = {"person": "people"}


def counted(number: int, thing: str) -> str:
    """So many of a thing, which is given in the singular."""
    return f"1 {thing}" if number == 1 else f"{number} {_MANY.get(thing, f'{thing}s')}"


def lasting(seconds: int) -> str:
    """A span of time, in hours and minutes; of one shorter than a minute the seconds."""
    hours, minutes = divmod(max(0, seconds) // 60, 60)
    if not hours:
        return f"{minutes} min" if minutes else f"{max(0, seconds)} s"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
