"""One module per command: it parses, makes one call, and shows. No SQL and no policy here."""
