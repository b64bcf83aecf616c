"""Whose data have been kept as long as they may be (R22, R23)."""

from collections.abc import Sequence

from qvax_cli.rules.invitation import HOLDS, IN_PLAY
from qvax_cli.store.database import Database
from qvax_cli.store.people import Reservist
from qvax_cli.store.rows import columns, row_to, texts

_reservist = row_to(Reservist)
_WAITS_FOR_EXPORT = """
    EXISTS (SELECT 1 FROM handoffs AS h JOIN invitations AS i ON i.id = h.invitation_id
            WHERE i.reservist_id = r.id AND h.exported_at IS NULL)
"""
_PAST_RETENTION = f"""
    FROM reservists AS r
    WHERE ((state = 'vaccinated' AND left_at < :vaccinated_before AND NOT {_WAITS_FOR_EXPORT})
           OR (state = 'listed' AND seen_at < :silent_before))
      AND NOT EXISTS (SELECT 1 FROM invitations AS i JOIN offers AS o ON o.id = i.offer_id
                      WHERE i.reservist_id = r.id AND i.state IN {texts(HOLDS)}
                      AND o.state IN {texts(IN_PLAY)})
"""


def past_retention(db: Database, *, vaccinated_before: int, silent_before: int) -> list[int]:
    """The ids of people whose data are to be erased (R23); nobody who has a part in an offer in play or waits for the
    second-dose list."""
    values = {"vaccinated_before": vaccinated_before, "silent_before": silent_before}
    return [row["id"] for row in db.all(f"SELECT id {_PAST_RETENTION}", **values)]


def still_past_retention(
    db: Database, ids: Sequence[int], *, vaccinated_before: int, silent_before: int
) -> list[Reservist]:
    """Those of these people whose data are to be erased."""
    values = {"vaccinated_before": vaccinated_before, "silent_before": silent_before}
    rows = db.all(f"SELECT {columns(Reservist)} {_PAST_RETENTION} AND id IN (:ids)", **values, ids=list(ids))
    return list(map(_reservist, rows))


def kept_for_export(db: Database, vaccinated_before: int) -> int:
    """How many people are kept past their time because no second-dose list has named them yet (R22)."""
    return db.number(
        f"""SELECT count(*) FROM reservists AS r
            WHERE state = 'vaccinated' AND left_at < :vaccinated_before AND {_WAITS_FOR_EXPORT}""",
        vaccinated_before=vaccinated_before,
    )
