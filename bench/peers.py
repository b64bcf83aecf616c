"""What people would use instead: plain SQL, and, where they can be imported, pandas and DuckDB."""

from collections.abc import Callable
from importlib.util import find_spec
from statistics import median
from typing import Any

from bench.measure import timed
from qvax_cli.store.offers import Offer
from qvax_cli.store.sqlite import SQLite

_PLAIN = """SELECT r.id FROM reservists AS r WHERE r.center_id = :center AND r.state = 'listed'
            AND NOT EXISTS (SELECT 1 FROM invitations AS i WHERE i.reservist_id = r.id)
            AND EXISTS (SELECT 1 FROM windows AS w WHERE w.reservist_id = r.id
                        AND w.starts_at <= :until - 900 AND w.ends_at >= :start + 900)
            ORDER BY r.birth_date, r.lot LIMIT 30"""


def names() -> tuple[str, ...]:
    """The peers that can be imported here (bench/requirements.txt)."""
    return tuple(f"{name}, 30" for name in ("pandas", "DuckDB") if find_spec(name.lower()))


def load(db: SQLite) -> dict[str, Any]:
    """The list in the memory of each peer; loading is not counted for them."""
    frames: dict[str, Any] = {}
    if find_spec("pandas"):
        import pandas

        people = pandas.read_sql("SELECT id, birth_date, lot FROM reservists", db.conn)
        windows = pandas.read_sql("SELECT reservist_id, starts_at, ends_at FROM windows", db.conn)
        frames["people"], frames["windows"] = people, windows
    if find_spec("duckdb") and frames:
        import duckdb

        frames["duckdb"] = duckdb.connect()
        frames["duckdb"].register("p", frames["people"])
        frames["duckdb"].register("w", frames["windows"])
        frames["duckdb"].execute("CREATE TABLE people AS SELECT * FROM p; CREATE TABLE windows AS SELECT * FROM w")
    return frames


def times(db: SQLite, frames: dict[str, Any], offer: Offer, *, times: int) -> list[float]:
    """The median seconds of plain SQL and of each peer, for 30 people."""
    span = {"start": offer.from_at, "until": offer.until_at}
    actions: list[Callable[[], object]] = [lambda: db.all(_PLAIN, center=offer.center_id, **span)]
    if "people" in frames:
        actions.append(lambda: _pandas(frames["people"], frames["windows"], offer))
    if "duckdb" in frames:
        actions.append(lambda: _duckdb(frames["duckdb"], offer))
    return [median(timed(action) for _ in range(times)) for action in actions]


def _pandas(people: Any, windows: Any, offer: Offer) -> object:
    fits = windows[(windows.starts_at <= offer.until_at - 900) & (windows.ends_at >= offer.from_at + 900)]
    return people[people.id.isin(fits.reservist_id)].sort_values(["birth_date", "lot"]).head(30)


def _duckdb(conn: Any, offer: Offer) -> object:
    return conn.execute(
        """SELECT id FROM people WHERE id IN (SELECT reservist_id FROM windows WHERE starts_at <= ? AND ends_at >= ?)
           ORDER BY birth_date, lot LIMIT 30""",
        [offer.until_at - 900, offer.from_at + 900],
    ).fetchall()
