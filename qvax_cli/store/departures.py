"""Who has left the list, as one copy of a database can tell another (R7)."""

from qvax_cli.store.database import Database
from qvax_cli.store.exclusions import fingerprint

#: A person of whom only this is known: reservist_id, lot, registered_at. It outlives the erasure, and is another for
#: whoever got the same id in a copy that went its own way.
Trace = tuple[int, int, int]

_TRACE = "SELECT r.id, r.lot, r.registered_at FROM reservists AS r"


def listed(db: Database, among: set[Trace]) -> list[int]:
    """Who of these is on the list, by id."""
    return sorted(one[0] for one in among.intersection(db.stream(f"{_TRACE} WHERE r.state = 'listed'")))


def kept(db: Database, among: set[Trace]) -> list[int]:
    """Of whom of these the data are still there, by id."""
    return sorted(one[0] for one in among.intersection(db.stream(f"{_TRACE} WHERE r.state <> 'erased'")))


def on_request(db: Database) -> set[Trace]:
    """Whoever was erased because they asked for it."""
    return set(
        db.stream(
            f"""{_TRACE} WHERE r.state = 'erased'
                AND r.id IN (SELECT reservist_id FROM events WHERE what = 'erased on request')"""
        )
    )


def vaccinated(db: Database) -> set[Trace]:
    """Whoever had their dose, erased since or not."""
    return set(db.stream(f"{_TRACE} WHERE r.id IN (SELECT reservist_id FROM invitations WHERE state = 'vaccinated')"))


def exclude_as(other: Database, db: Database) -> None:
    """Nobody comes back to `db` by an import whom `other` excludes, a copy of the same list; who is on the list of `db`
    is not excluded."""
    if other.fingerprint_key != db.fingerprint_key:
        return
    every = "SELECT fingerprint, why FROM exclusions"
    known = {bytes(row[0]) for row in db.stream(every)}
    missing = {bytes(row[0]): row[1] for row in other.stream(every) if bytes(row[0]) not in known}
    if missing:
        for (number,) in db.stream("SELECT number FROM reservists WHERE state = 'listed'"):
            missing.pop(fingerprint(db, number), None)
    db.many("INSERT INTO exclusions (fingerprint, why) VALUES (?, ?)", missing.items())
