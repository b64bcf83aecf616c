"""The week that repeats, of whoever gave one: windows are made from it, until silence ends it (R8, R18)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qvax_cli.store.database import Database
from qvax_cli.store.rows import columns, row_to

#: So many people are looked up by one statement.
_TOGETHER = 500


class Repeat(NamedTuple):
    """A week as rules/week.py writes it; windows were made from it up to `made_until`. ended_by: the invitation whose
    silence has ended it."""

    reservist_id: int
    week: str
    made_until: int
    ended_by: int | None

    @property
    def runs(self) -> bool:
        """Whether windows are made from it."""
        return self.ended_by is None


_COLUMNS = columns(Repeat)
_repeat = row_to(Repeat)


def of(db: Database, reservist_id: int) -> Repeat | None:
    """The person's week."""
    row = db.one(f"SELECT {_COLUMNS} FROM repeats WHERE reservist_id = :id", id=reservist_id)
    return None if row is None else _repeat(row)


def of_many(db: Database, ids: Sequence[int]) -> dict[int, Repeat]:
    """The weeks of these people, by their id; whoever has none is left out."""
    found: list[Repeat] = []
    for start in range(0, len(ids), _TOGETHER):
        some = list(ids[start : start + _TOGETHER])
        found += map(_repeat, db.all(f"SELECT {_COLUMNS} FROM repeats WHERE reservist_id IN (:ids)", ids=some))
    return {one.reservist_id: one for one in found}


def put(db: Database, weeks: Iterable[tuple[int, str, int]]) -> None:
    """Sets the weeks of people: (reservist_id, week, made_until)."""
    db.many(
        """INSERT INTO repeats (reservist_id, week, made_until) VALUES (?, ?, ?)
           ON CONFLICT (reservist_id) DO UPDATE SET week = excluded.week, made_until = excluded.made_until,
           ended_by = NULL""",
        weeks,
    )


def drop(db: Database, ids: Sequence[int]) -> None:
    """These people have no week any more."""
    db.run("DELETE FROM repeats WHERE reservist_id IN (:ids)", ids=list(ids))


def due(db: Database, before: int, *, after: int, limit: int) -> list[Repeat]:
    """The weeks of people on the list that windows were made from up to that moment at most, by id beyond
    `after`."""
    rows = db.all(
        f"""SELECT {_COLUMNS} FROM repeats AS p
            WHERE made_until <= :before AND ended_by IS NULL AND reservist_id > :after
            AND EXISTS (SELECT 1 FROM reservists AS r WHERE r.id = p.reservist_id AND r.state = 'listed')
            ORDER BY reservist_id LIMIT :limit""",
        before=before,
        after=after,
        limit=limit,
    )
    return list(map(_repeat, rows))


def end(db: Database, reservist_id: int, invitation_id: int) -> bool:
    """Silence ends the person's week; whether one ran."""
    row = db.one(
        """UPDATE repeats SET ended_by = :invitation WHERE reservist_id = :id AND ended_by IS NULL
           RETURNING reservist_id""",
        invitation=invitation_id,
        id=reservist_id,
    )
    return row is not None


def resume(db: Database, invitation_id: int) -> bool:
    """The silence of that invitation was none: the week goes on; whether it had ended one."""
    row = db.one(
        "UPDATE repeats SET ended_by = NULL WHERE ended_by = :invitation RETURNING reservist_id",
        invitation=invitation_id,
    )
    return row is not None
