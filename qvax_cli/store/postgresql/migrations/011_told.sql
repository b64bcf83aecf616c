-- Schema 11: when it was last said, by a round that nobody looks at, that something is out of order. With no failures left
-- it works again, and that has still to be said.
ALTER TABLE troubles ADD COLUMN told_at BIGINT;
