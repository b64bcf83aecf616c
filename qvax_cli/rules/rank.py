"""The order in which people are asked (R11): oldest first, equal birth dates by lot."""

import os
import struct
from datetime import date

_LOT_BITS = 32


def draw_lot() -> int:
    """A random lot, 0..2**32-1, drawn once at registration."""
    return int.from_bytes(os.urandom(_LOT_BITS // 8), "big")


def draw_lots(count: int) -> list[int]:
    """So many lots, drawn at once."""
    return list(struct.unpack(f">{count}I", os.urandom(count * _LOT_BITS // 8)))


def rank(birth: date, lot: int) -> int:
    """A person's rank as one number: the smaller is asked first."""
    return birth.toordinal() << _LOT_BITS | lot


def ranks(earliest: date | None, latest: date | None) -> tuple[int, int]:
    """The lowest and highest rank of people born from `earliest` to `latest`, both inclusive; None is no limit."""
    low = rank(earliest or date.min, 0)
    return low, rank(latest or date.max, 2**_LOT_BITS - 1)
