"""The windows in which people can come, and the index of them in the order of R11."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby

from qvax_cli.rules.blocks import cover
from qvax_cli.rules.windows import Window
from qvax_cli.store.database import Database
from qvax_cli.store.people import Reservist
from qvax_cli.store.rows import Row

#: So many lists are merged by one statement; SQLite takes 500.
_MERGED = 250
#: So many people are looked up by one statement.
_TOGETHER = 1_000
#: One block. It says its order itself: PostgreSQL else reads and sorts them all, before the first is given.
_LIST = """SELECT rank, reservist_id FROM (
               SELECT rank, reservist_id FROM available
               WHERE center_id = :center AND block = :block AND rank BETWEEN :low AND :high
               ORDER BY rank, reservist_id
           ) AS one"""


def _window(row: Row) -> Window:
    return Window(row["starts_at"], row["ends_at"])


def of(db: Database, reservist_id: int) -> tuple[Window, ...]:
    """The person's windows, in order of time."""
    rows = db.all("SELECT starts_at, ends_at FROM windows WHERE reservist_id = :id ORDER BY starts_at", id=reservist_id)
    return tuple(map(_window, rows))


def of_many(db: Database, ids: Sequence[int]) -> dict[int, tuple[Window, ...]]:
    """The windows of these people, by their id; whoever has none is left out."""
    found: dict[int, tuple[Window, ...]] = {}
    for start in range(0, len(ids), _TOGETHER):
        rows = db.all(
            """SELECT reservist_id, starts_at, ends_at FROM windows WHERE reservist_id IN (:ids)
               ORDER BY reservist_id, starts_at""",
            ids=list(ids[start : start + _TOGETHER]),
        )
        found |= {who: tuple(map(_window, some)) for who, some in groupby(rows, key=lambda row: row["reservist_id"])}
    return found


def replace(db: Database, reservist: Reservist, windows: Iterable[Window]) -> None:
    """Sets the person's windows (disjoint, R8) to exactly these."""
    drop(db, reservist)
    windows = tuple(windows)
    db.many(
        "INSERT INTO windows (reservist_id, starts_at, ends_at) VALUES (?, ?, ?)",
        [(reservist.id, start, end) for start, end in windows],
    )
    db.many(
        """INSERT INTO available (center_id, block, rank, reservist_id) VALUES (?, ?, ?, ?)
           ON CONFLICT DO NOTHING""",
        _blocks(reservist, windows),
    )


def drop(db: Database, *reservists: Reservist) -> None:
    """Takes all windows of one person, or of some hundreds, away."""
    ids = [one.id for one in reservists]
    held = of_many(db, ids)
    blocks = [block for one in reservists if one.id in held for block in _blocks(one, held[one.id])]
    db.many("DELETE FROM available WHERE center_id = ? AND block = ? AND rank = ? AND reservist_id = ?", sorted(blocks))
    db.run("DELETE FROM windows WHERE reservist_id IN (:ids)", ids=ids)


def _blocks(reservist: Reservist, windows: tuple[Window, ...]) -> list[tuple[int, int, int, int]]:
    rank = reservist.rank
    return [(reservist.center_id, block, rank, reservist.id) for block in cover(windows)]


def in_order(db: Database, center_id: int, blocks: Sequence[int], ranks: tuple[int, int]) -> Iterator[int]:
    """The ids of the people of a center with a window in any of these blocks, in the order of R11, each once.

    Every block is a sorted list in the index. They are merged, and read only as far as the caller goes.
    """
    statements = [
        _merged(db, blocks[start : start + _MERGED], center=center_id, low=ranks[0], high=ranks[1])
        for start in range(0, len(blocks), _MERGED)
    ]
    last = None
    for _, reservist_id in merge(*statements):
        if reservist_id != last:
            last = reservist_id
            yield reservist_id


def _merged(db: Database, blocks: Sequence[int], **values: int) -> Iterator[tuple[int, int]]:
    named = {f"block_{number}": block for number, block in enumerate(blocks)}
    lists = (_LIST.replace(":block", f":{name}") for name in named)
    return db.stream(" UNION ALL ".join(lists) + " ORDER BY rank, reservist_id", **named, **values)


def withhold(db: Database, invitation_id: int, reservist: Reservist) -> None:
    """Takes the person's windows away for silence, remembering them with the invitation (R16, R18)."""
    db.run(
        """INSERT INTO withheld (invitation_id, starts_at, ends_at)
           SELECT :invitation, starts_at, ends_at FROM windows WHERE reservist_id = :id""",
        invitation=invitation_id,
        id=reservist.id,
    )
    drop(db, reservist)


def withheld(db: Database, invitation_id: int) -> tuple[Window, ...]:
    """What was withheld for that invitation, which forgets it."""
    rows = db.all("DELETE FROM withheld WHERE invitation_id = :id RETURNING starts_at, ends_at", id=invitation_id)
    return tuple(sorted(map(_window, rows)))


def forget_withheld(db: Database, held: Sequence[int]) -> None:
    """Nothing is given back for these invitations, by id, to people who have left."""
    db.run("DELETE FROM withheld WHERE invitation_id IN (:held)", held=list(held))
