-- Schema 10: an operator has one center, or all; nobody had any before.
DROP TABLE operator_centers;
DROP TABLE operators;

-- Who may do what, for one center or for all.
CREATE TABLE operators (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    center_id INTEGER REFERENCES centers (id),
    role TEXT NOT NULL CHECK (role IN ('coordinator', 'desk', 'admin', 'auditor')),
    password_hash TEXT,
    created_at INTEGER NOT NULL,
    CHECK (role = 'auditor' OR (role = 'admin') = (center_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX operators_by_name ON operators (lower(name));
