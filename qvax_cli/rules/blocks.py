"""Blocks of time: an index that finds the people who are free in a span without reading anybody else.

Time is cut into half hours since 1970, and these into blocks of 1, 2, 4 ... 512 (levels 0 to 9), each
aligned to its own length. Any two blocks are then apart or one inside the other. A window is stored as the
fewest blocks that make it up; a span is asked for as all blocks, of every level, that hold one of its
instants. Both meet in a block exactly when a stored block holds an instant of the span.

Which span to ask for. A window [s, e) and an offer [a, b) share at least m >= 1 seconds exactly when
e - s >= m, b - a >= m, s <= b - m and e >= a + m. Let first = a + m - 1 and last = b - m; the latter two say
s <= last and first <= e - 1.

- first <= last: this is when the instants s .. e - 1 and first .. last have one in common. That instant
  lies in a stored block of the window, and `touching(first, last)` lists every block around it: they meet.
- first > last (an offer shorter than 2m - 1): it says that the window holds every instant from last to
  first. The blocks around any one of them suffice; `touching` takes last.

So `touching(a + m - 1, b - m)` misses nobody. It may find too many: a window is rounded outwards to half
hours before it is stored, and may be shorter than m. Only the windows themselves decide (R10).
"""

from collections.abc import Iterable, Iterator

from qvax_cli.rules.local_time import Instant

HALF_HOUR = 1800
TOP_LEVEL = 9
_LEVEL_SHIFT = 32


def cover(windows: Iterable[tuple[Instant, Instant]]) -> tuple[int, ...]:
    """The fewest blocks that make up the windows `[start, end)`, rounded outwards to half hours; ascending.

    The blocks are disjoint, whatever the windows. Instants are those of 1970 and later. An empty window
    has no block.
    """
    blocks: list[int] = []
    for low, high in _rounded(windows):
        while low < high:
            # The longest block that starts here (its length divides low) and does not reach beyond high.
            level = min(TOP_LEVEL, (high - low).bit_length() - 1)
            if low:
                level = min(level, (low & -low).bit_length() - 1)
            blocks.append(level << _LEVEL_SHIFT | low >> level)
            low += 1 << level
    blocks.sort()
    return tuple(blocks)


def _rounded(windows: Iterable[tuple[Instant, Instant]]) -> list[tuple[int, int]]:
    """The windows in half hours, `[low, high)`, sorted and apart: rounding can make neighbours meet."""
    spans = sorted((start // HALF_HOUR, -(-end // HALF_HOUR)) for start, end in windows if start < end)
    if len(spans) < 2:
        return spans
    apart = spans[:1]
    for low, high in spans[1:]:
        if low <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], high))
        else:
            apart.append((low, high))
    return apart


def touching(first: Instant, last: Instant) -> tuple[int, ...]:
    """All blocks, of every level, that hold an instant of the closed interval [first, last]; ascending.

    When last < first: the blocks that hold `last` (the module text says why that is enough).
    """
    low, high = min(first, last) // HALF_HOUR, last // HALF_HOUR
    return tuple(
        level << _LEVEL_SHIFT | index
        for level in range(TOP_LEVEL + 1)
        for index in range(low >> level, (high >> level) + 1)
    )


def past(now: Instant) -> Iterator[tuple[int, int]]:
    """For each level the (lowest, highest) block, both included, that ended at or before now (R23)."""
    for level in range(TOP_LEVEL + 1):
        ended = now // (HALF_HOUR << level)
        if ended > 0:
            yield level << _LEVEL_SHIFT, level << _LEVEL_SHIFT | ended - 1
