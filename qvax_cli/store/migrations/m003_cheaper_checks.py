"""Schema 3: two rules of `reservists` are spelled so that they cost less; they forbid what they did."""

from qvax_cli.store.migrations import Connection

# For a list of more than two values SQLite builds a table anew in every INSERT: half of what adding a person takes.
_SPELLINGS = (
    ("state IN ('listed', 'vaccinated', 'erased')", "state = 'listed' OR state = 'vaccinated' OR state = 'erased'"),
    (
        "language IN ('fr', 'nl', 'de', 'en')",
        "language = 'fr' OR language = 'nl' OR language = 'de' OR language = 'en'",
    ),
)


def migrate(conn: Connection) -> None:
    """Changes the text of the schema, as SQLite allows for a CHECK that every row keeps (lang_altertable, 7): the
    table of a whole country is not written anew."""
    version = conn.execute("PRAGMA schema_version").fetchone()[0]
    conn.execute("PRAGMA writable_schema = ON")
    for old, new in _SPELLINGS:
        conn.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'reservists'", [old, new])
    conn.execute(f"PRAGMA schema_version = {version + 1}")  # everybody who has the file open reads the schema again
    conn.execute("PRAGMA writable_schema = OFF")
