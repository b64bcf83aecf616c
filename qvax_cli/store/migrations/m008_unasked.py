"""Schema 8: a message that came in can be from somebody whom nobody has asked, and say when they can come."""

from qvax_cli.store.migrations import Connection


def migrate(conn: Connection) -> None:
    """Adds the column, and loosens a CHECK in the text of the schema, as SQLite allows (lang_altertable, 7)."""
    conn.execute("ALTER TABLE replies ADD COLUMN reservist_id INTEGER REFERENCES reservists (id)")
    version = conn.execute("PRAGMA schema_version").fetchone()[0]
    conn.execute("PRAGMA writable_schema = ON")
    conn.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'replies'",
        ["'bounced', 'delivered')", "'bounced', 'delivered', 'noted')"],
    )
    conn.execute(f"PRAGMA schema_version = {version + 1}")  # everybody who has the file open reads the schema again
    conn.execute("PRAGMA writable_schema = OFF")
