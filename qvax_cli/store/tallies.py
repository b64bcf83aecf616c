"""How often something was asked for on the site, by the hour until which that counts: it holds whatever is started
anew."""

from qvax_cli.store.database import Database


def add(db: Database, what: bytes, hour: int) -> int:
    """Counts one more of that in that hour; how many they are by that."""
    row = db.row(
        """INSERT INTO tallies (what, hour, times) VALUES (:what, :hour, 1)
           ON CONFLICT (what, hour) DO UPDATE SET times = tallies.times + 1 RETURNING times""",
        what=what,
        hour=hour,
    )
    return int(row["times"])


def counted(db: Database, what: bytes) -> bool:
    """Whether that was counted in any hour that is kept."""
    return db.one("SELECT 1 AS found FROM tallies WHERE what = :what LIMIT 1", what=what) is not None


def drop_past(db: Database, before_hour: int) -> None:
    """The counts of hours before that one."""
    db.run("DELETE FROM tallies WHERE hour < :hour", hour=before_hour)
