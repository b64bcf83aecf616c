"""The log as a chain: what an event's text is, how it is bound to the one before, how a person's facts are bound to it.

Described for other languages in docs/reference/log.md (R33).
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

#: Random bytes that stand beside the log with a person's facts, and are erased with them.
SALT_BYTES = 16


def facts_text(facts: Mapping[str, object]) -> str:
    """Facts as the log writes them: `name=value` with single spaces between, in the order given. What is None is left
    out, words and windows of a list have commas between. ValueError for text that is no single word."""
    return " ".join(f"{name}={_value(value)}" for name, value in facts.items() if value is not None)


def _value(value: object) -> str:
    if isinstance(value, str):
        if value.split() not in ([value], []):
            raise ValueError("a fact of the log is one word")
        return value
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Sequence):
        return ",".join(map(_value, value)) if value and isinstance(value[0], str) else spans(value)
    raise TypeError(type(value))


def spans(windows: Iterable[tuple[int, int]]) -> str:
    """Windows as the log writes them: `start-end`, with commas between."""
    return ",".join([f"{start}-{end}" for start, end in windows])


def event_text(fields: Sequence[int | str | None]) -> str:
    """The canonical text of an event: its fields in the order of their columns, a line each, empty where there is
    nothing."""
    return "\n".join("" if field is None else str(field) for field in fields)


def link(before: bytes, text: str) -> bytes:
    """The hash of an event with that text, after the event with that hash."""
    return sha256(before + text.encode()).digest()


def draw_salts(count: int) -> list[bytes]:
    """So many salts, drawn at once."""
    drawn = os.urandom(count * SALT_BYTES)
    return [drawn[start : start + SALT_BYTES] for start in range(0, len(drawn), SALT_BYTES)]


def commitment(birth_date: str, lot: int, salt: bytes) -> bytes:
    """What binds a person's facts to the log without telling them: the salt is erased with the facts."""
    return sha256(salt + f"{birth_date} {lot}".encode()).digest()
