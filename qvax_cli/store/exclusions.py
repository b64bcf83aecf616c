"""Who must not be put back by a later import: a keyed hash of the number, nothing else (R7, R22)."""

from hashlib import blake2b

from qvax_cli.store.database import Database


def fingerprint(db: Database, number: str) -> bytes:
    """The keyed hash (BLAKE2b, 16 bytes) that stands for a national number."""
    return blake2b(number.encode(), key=db.fingerprint_key, digest_size=16).digest()


def add(db: Database, number: str, why: str) -> None:
    """Remembers that this number left: `why` is "withdrawn" or "vaccinated"."""
    it = _named(db, number)
    db.run(
        """INSERT INTO exclusions (fingerprint, why) VALUES (:fingerprint, :why)
           ON CONFLICT (fingerprint) DO UPDATE SET why = excluded.why""",
        fingerprint=it,
        why=why,
    )


def why(db: Database, number: str) -> str | None:
    """Why this number left ("withdrawn", "vaccinated"), or None."""
    with db.read():
        row = db.one("SELECT why FROM exclusions WHERE fingerprint = :it", it=_named(db, number))
    return None if row is None else str(row["why"])


def readmit(db: Database, number: str) -> None:
    """Forgets that this number left, for somebody who wants to come back (R7)."""
    db.run("DELETE FROM exclusions WHERE fingerprint = :it", it=_named(db, number))


def _named(db: Database, number: str) -> bytes:
    """The fingerprint, for the next statement of a transaction: a server may show no other."""
    it = fingerprint(db, number)
    db.name_fingerprint(it)
    return it
