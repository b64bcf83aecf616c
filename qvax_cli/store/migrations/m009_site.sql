-- Schema 9: what the site keeps of its visitors.

-- A token is made of random 128 bits, the seed, and a sign with the key that stands outside of the database. So are the
-- six figures: neither can be made from what is stored.
ALTER TABLE applications RENAME COLUMN link TO seed;
ALTER TABLE applications DROP COLUMN figures;

-- A link by which somebody opens their page, once. It was sent by that channel; whoever else has the same address there
-- is reached by it too.
CREATE TABLE page_links (
    id INTEGER PRIMARY KEY,
    seed BLOB NOT NULL UNIQUE,
    reservist_id INTEGER NOT NULL REFERENCES reservists (id),
    channel TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX page_links_of_a_person ON page_links (reservist_id);

-- Who has opened their page: of the secret in the browser only the hash. reservist_id: whose page it is, of those who
-- have the same address at that channel.
CREATE TABLE visits (
    secret BLOB PRIMARY KEY CHECK (length(secret) = 32),
    reservist_id INTEGER NOT NULL REFERENCES reservists (id),
    channel TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visits_of_a_person ON visits (reservist_id);

-- How often something was asked for in an hour: what and from whom, as a keyed hash.
CREATE TABLE tallies (
    what BLOB NOT NULL,
    hour INTEGER NOT NULL,
    times INTEGER NOT NULL CHECK (times > 0),
    PRIMARY KEY (what, hour)
) STRICT, WITHOUT ROWID;
