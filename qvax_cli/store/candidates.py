"""Who can be asked, of some people at a time, for the offer as it stands (R10)."""

from collections.abc import Sequence
from itertools import groupby

from qvax_cli.rules.invitation import HOLDS
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.windows import Window
from qvax_cli.store.database import Database
from qvax_cli.store.people import Reservist
from qvax_cli.store.rows import columns, texts


def among(
    db: Database, offer_id: int, ids: Sequence[int], *, earliest: Instant, latest: Instant
) -> list[tuple[Reservist, tuple[Window, ...]]]:
    """Those of these people, in the same order, who are on the list, hold no invitation and were not asked for this
    offer yet; each with their windows that begin by `latest` and end after `earliest`, in order of time."""
    rows = db.all(
        f"""SELECT {columns(Reservist, "r")}, w.starts_at, w.ends_at
            FROM reservists AS r JOIN windows AS w ON w.reservist_id = r.id
            WHERE r.id IN (:ids) AND r.state = 'listed' AND w.starts_at <= :latest AND w.ends_at > :earliest
              AND NOT EXISTS (SELECT 1 FROM invitations AS i WHERE i.reservist_id = r.id
                              AND (i.state IN {texts(HOLDS)} OR i.offer_id = :offer))
            ORDER BY r.id, w.starts_at""",
        ids=list(ids),
        offer=offer_id,
        earliest=earliest,
        latest=latest,
    )
    found = {}
    for reservist_id, group in groupby(rows, key=lambda row: row["id"]):
        theirs = list(group)
        person = Reservist(**{name: theirs[0][name] for name in Reservist._fields})
        found[reservist_id] = person, tuple(Window(row["starts_at"], row["ends_at"]) for row in theirs)
    return [found[one] for one in ids if one in found]
