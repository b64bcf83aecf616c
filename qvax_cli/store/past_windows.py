"""Windows that have passed (R23). What is found without the write lock is dropped under it, a portion at a time."""

from collections.abc import Iterable, Iterator
from itertools import product

from qvax_cli.rules.blocks import HALF_HOUR, past
from qvax_cli.store import availability, people
from qvax_cli.store.database import Database

#: Where a row of `available` stands among those of its center: block, rank, reservist_id.
Place = tuple[int, int, int]
#: The rows of a center (by id) after a place, up to and including another.
Stretch = tuple[int, Place, Place]

_LAST = 2**62


def count(db: Database, now: int) -> int:
    """How many windows have ended."""
    return db.number("SELECT count(*) FROM windows WHERE ends_at <= :now", now=now)


def ranges(db: Database, now: int, size: int) -> Iterator[tuple[int, int]]:
    """Ranges of ids, (after, upto], that hold everybody with windows that have ended, `size` such windows in each."""
    after = 0
    while (upto := _nth(db, now, after, size)) is not None:
        yield after, upto
        after = upto
    if _nth(db, now, after, 1) is not None:
        yield after, _LAST


def _nth(db: Database, now: int, after: int, n: int) -> int | None:
    """Whose the n-th window is among those that have ended of people with greater ids."""
    row = db.one(
        """SELECT reservist_id FROM windows WHERE reservist_id > :after AND ends_at <= :now
           ORDER BY reservist_id LIMIT 1 OFFSET :skip""",
        after=after,
        now=now,
        skip=n - 1,
    )
    return None if row is None else int(row["reservist_id"])


def drop_one_by_one(db: Database, now: int, after: int, upto: int, limit: int) -> int:
    """Drops windows that have ended and whose blocks reach beyond now, of at most `limit` people; how many.

    Such a block must not outlive its window. It is the last of a window that has only just ended, or one shared with a
    window that goes on or is about to begin, because the two met when they were rounded. (The condition finds all of
    these, and a few more.)
    """
    found = db.all(
        """SELECT DISTINCT reservist_id FROM windows AS w
           WHERE reservist_id > :after AND reservist_id <= :upto
             AND (ends_at <= :now AND ends_at > :now - :now % :half_hour
                  OR ends_at > :now AND starts_at < :now + 2 * :half_hour
                     AND EXISTS (SELECT 1 FROM windows AS ended WHERE ended.reservist_id = w.reservist_id
                                 AND ended.ends_at <= :now AND ended.ends_at > w.starts_at - 2 * :half_hour))
           LIMIT :limit""",
        after=after,
        upto=upto,
        now=now,
        half_hour=HALF_HOUR,
        limit=limit,
    )
    dropped = 0
    for reservist_id in [row["reservist_id"] for row in found]:
        held = availability.of(db, reservist_id)
        coming = [window for window in held if window.end > now]
        availability.replace(db, people.by_id(db, reservist_id), coming)
        dropped += len(held) - len(coming)
    return dropped


def drop(db: Database, now: int, after: int, upto: int) -> int:
    """Drops all other windows that have ended of people of these ids; how many. Their blocks are past, every one."""
    return db.changed(
        "DELETE FROM windows WHERE reservist_id > :after AND reservist_id <= :upto AND ends_at <= :now",
        after=after,
        upto=upto,
        now=now,
    )


def stretches(db: Database, now: int, size: int) -> Iterator[list[Stretch]]:
    """The blocks that have ended, in portions of at most `size`."""
    portion: list[Stretch] = []
    left = size
    ids = [row["id"] for row in db.all("SELECT id FROM centers ORDER BY id")]
    for center_id, (low, high) in product(ids, list(past(now))):
        after: Place = (low, -1, -1)
        while (upto := _place(db, center_id, after, high, left)) is not None:
            yield [*portion, (center_id, after, upto)]
            portion, left, after = [], size, upto
        rest = (center_id, after, (high, _LAST, _LAST))
        if held := _count(db, rest):
            portion.append(rest)
            left -= held
    if portion:
        yield portion


def _place(db: Database, center_id: int, after: Place, high: int, n: int) -> Place | None:
    """The place of the n-th row of a center after a place, if there is one among the blocks up to `high`."""
    row = db.one(
        """SELECT block, rank, reservist_id FROM available
           WHERE center_id = :center_id AND block <= :high
             AND (block, rank, reservist_id) > (:block, :rank, :reservist_id)
           ORDER BY block, rank, reservist_id LIMIT 1 OFFSET :skip""",
        center_id=center_id,
        high=high,
        skip=n - 1,
        **dict(zip(("block", "rank", "reservist_id"), after, strict=True)),
    )
    return None if row is None else (row["block"], row["rank"], row["reservist_id"])


_STRETCH = """FROM available WHERE center_id = :center
              AND (block, rank, reservist_id) > (:after_block, :after_rank, :after_id)
              AND (block, rank, reservist_id) <= (:upto_block, :upto_rank, :upto_id)"""


def _bounds(stretch: Stretch) -> dict[str, int]:
    center_id, after, upto = stretch
    names = ("block", "rank", "id")
    return {
        "center": center_id,
        **{f"after_{name}": value for name, value in zip(names, after, strict=True)},
        **{f"upto_{name}": value for name, value in zip(names, upto, strict=True)},
    }


def _count(db: Database, stretch: Stretch) -> int:
    return db.number(f"SELECT count(*) {_STRETCH}", **_bounds(stretch))


def drop_blocks(db: Database, portion: Iterable[Stretch]) -> None:
    """Drops blocks that have ended."""
    for stretch in portion:
        db.run(f"DELETE {_STRETCH}", **_bounds(stretch))


def drop_withheld(db: Database, now: int) -> None:
    """What silence took away and has passed meanwhile is not given back."""
    db.run("DELETE FROM withheld WHERE ends_at <= :now", now=now)
