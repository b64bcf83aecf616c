-- Schema 2: what real channels need. Attempts, what came back, mail to read, and what is out of order.

ALTER TABLE messages RENAME TO old_messages;

-- The states gain `bounced`: taken by the channel and come back. `reference` is how a gateway calls the message when it
-- reports on it.
CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    invitation_id INTEGER NOT NULL REFERENCES invitations (id),
    kind TEXT NOT NULL CHECK (kind IN ('invitation', 'confirmation', 'too_late', 'expired', 'no_show', 'cancelled',
                                       'second_dose')),
    channel TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'handed_over', 'refused', 'bounced', 'dropped')),
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    not_after INTEGER NOT NULL,
    handed_over_at INTEGER,
    error TEXT,
    subject TEXT,
    body TEXT,
    reference TEXT,
    delivered_at INTEGER,
    bounced_at INTEGER,
    UNIQUE (invitation_id, kind, channel),
    CHECK ((state IN ('handed_over', 'bounced')) = (handed_over_at IS NOT NULL)),
    CHECK ((state = 'bounced') = (bounced_at IS NOT NULL))
) STRICT;

INSERT INTO messages (id, invitation_id, kind, channel, state, attempts, created_at, next_try_at, not_after,
                             handed_over_at, error, subject, body)
       SELECT id, invitation_id, kind, channel, state, attempts, created_at, next_try_at, not_after,
              handed_over_at, error, subject, body FROM old_messages;

DROP TABLE old_messages;

CREATE INDEX messages_waiting ON messages (channel, next_try_at) WHERE state = 'queued';

CREATE INDEX messages_by_reference ON messages (reference) WHERE reference IS NOT NULL;

ALTER TABLE replies RENAME TO old_replies;

-- What came in; the words only of what a person has to read, until `settled_at` or R23.
CREATE TABLE replies (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    invitation_id INTEGER REFERENCES invitations (id),
    answer TEXT CHECK (answer IN ('yes', 'no')),
    result TEXT NOT NULL CHECK (result IN ('confirmed', 'declined', 'repeat', 'too_late', 'to_read', 'ignored',
                                           'bounced', 'delivered')),
    sender TEXT,
    subject TEXT,
    excerpt TEXT,
    why TEXT,
    settled_at INTEGER,
    CHECK (result = 'to_read' OR (sender IS NULL AND subject IS NULL AND excerpt IS NULL AND settled_at IS NULL))
) STRICT;

INSERT INTO replies (id, key, channel, received_at, read_at, invitation_id, answer, result)
       SELECT id, key, channel, received_at, read_at, invitation_id, answer, result FROM old_replies;

DROP TABLE old_replies;

CREATE INDEX replies_to_read ON replies (received_at) WHERE result = 'to_read' AND settled_at IS NULL;

-- One row for every time that a message was given to its channel, written before it is: what a killed process left
-- without an outcome was under way and is handed over again.
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES messages (id),
    begun_at INTEGER NOT NULL,
    ended_at INTEGER,
    outcome TEXT CHECK (outcome IN ('taken', 'later', 'broken', 'down', 'refused', 'lost')),
    answer TEXT,
    CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT;

CREATE INDEX attempts_of_a_message ON attempts (message_id);

CREATE INDEX latest_attempts ON attempts (begun_at);

-- Nothing is given to a channel twice at the same time.
CREATE UNIQUE INDEX attempts_under_way ON attempts (message_id) WHERE outcome IS NULL;

-- A channel that takes nothing, or an inbox that cannot be read, for as long as that lasts.
CREATE TABLE troubles (
    name TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
    since INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (name, direction)
) STRICT, WITHOUT ROWID;

DROP TRIGGER invitation_life;

-- As before, and: a yes in time that is read after a late one is honoured all the same; a message that came back puts
-- its invitation back into the queue for the next channel, or makes it undeliverable, even after its time had run out.
CREATE TRIGGER invitation_life BEFORE UPDATE OF state ON invitations
       WHEN OLD.state <> NEW.state AND NOT CASE OLD.state
           WHEN 'queued' THEN NEW.state IN ('sent', 'confirmed', 'declined', 'undeliverable', 'cancelled',
                                            'too_late')
           WHEN 'sent' THEN NEW.state IN ('queued', 'confirmed', 'declined', 'expired', 'undeliverable', 'cancelled',
                                          'too_late')
           WHEN 'expired' THEN NEW.state IN ('confirmed', 'declined', 'too_late', 'undeliverable')
           WHEN 'declined' THEN NEW.state = 'confirmed'
           WHEN 'too_late' THEN NEW.state = 'confirmed'
           WHEN 'undeliverable' THEN NEW.state IN ('confirmed', 'declined', 'too_late')
           WHEN 'confirmed' THEN NEW.state IN ('vaccinated', 'no_show', 'cancelled', 'declined')
           ELSE 0 END
       BEGIN SELECT RAISE(ABORT, 'an invitation cannot change like this'); END;
