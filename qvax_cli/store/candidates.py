"""Who can be asked: one look-up a person, for the offer as it stands (R10)."""

from qvax_cli.rules.invitation import HOLDS
from qvax_cli.rules.windows import Window
from qvax_cli.store.database import Database
from qvax_cli.store.people import Reservist
from qvax_cli.store.rows import columns, texts


def of(db: Database, offer_id: int, reservist_id: int) -> tuple[Reservist, tuple[Window, ...]] | None:
    """The person with their windows, in order of time; None for somebody who is not on the list, holds an invitation
    or was asked for this offer already."""
    rows = db.all(
        f"""SELECT {columns(Reservist, "r")}, w.starts_at, w.ends_at
            FROM reservists AS r JOIN windows AS w ON w.reservist_id = r.id
            WHERE r.id = :reservist AND r.state = 'listed'
              AND NOT EXISTS (SELECT 1 FROM invitations AS i WHERE i.reservist_id = r.id
                              AND (i.state IN {texts(HOLDS)} OR i.offer_id = :offer))
            ORDER BY w.starts_at""",
        reservist=reservist_id,
        offer=offer_id,
    )
    if not rows:
        return None
    person = Reservist(**{name: rows[0][name] for name in Reservist._fields})
    return person, tuple(Window(row["starts_at"], row["ends_at"]) for row in rows)
