-- Schema 1: the list, the offers, the invitations, the log. What must never happen is forbidden here, by the database.

CREATE TABLE centers (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL,
    town TEXT NOT NULL,
    province TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL CHECK (region IN ('flanders', 'wallonia', 'brussels')),
    language TEXT NOT NULL CHECK (language IN ('fr', 'nl', 'de', 'en')),
    platform TEXT NOT NULL,
    takes_part INTEGER NOT NULL CHECK (takes_part IN (0, 1)),
    CHECK (takes_part = 0 OR region <> 'brussels')
) STRICT;

-- A person who left keeps their row, without a single personal datum, so that the log can still say who by id.
CREATE TABLE reservists (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('listed', 'vaccinated', 'erased')),
    center_id INTEGER NOT NULL REFERENCES centers (id),
    number TEXT UNIQUE CHECK (length(number) = 11),
    first_name TEXT,
    last_name TEXT,
    birth_date TEXT CHECK (length(birth_date) = 10),
    language TEXT CHECK (language IN ('fr', 'nl', 'de', 'en')),
    email TEXT,
    mobile TEXT,
    contact_name TEXT,
    lot INTEGER NOT NULL CHECK (lot BETWEEN 0 AND 4294967295),
    registered_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    left_at INTEGER,
    CHECK ((state = 'listed') = (left_at IS NULL)),
    CHECK (
        CASE state WHEN 'erased'
        THEN number IS NULL AND first_name IS NULL AND last_name IS NULL AND birth_date IS NULL
            AND language IS NULL AND email IS NULL AND mobile IS NULL AND contact_name IS NULL
        ELSE number IS NOT NULL AND first_name IS NOT NULL AND last_name IS NOT NULL
            AND birth_date IS NOT NULL AND language IS NOT NULL AND (email IS NOT NULL OR mobile IS NOT NULL)
        END
    )
) STRICT;

CREATE TABLE windows (
    reservist_id INTEGER NOT NULL REFERENCES reservists (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (reservist_id, starts_at),
    CHECK (ends_at > starts_at)
) STRICT, WITHOUT ROWID;

-- The windows again, cut into aligned blocks and in the order of R11: see rules/blocks.py.
CREATE TABLE available (
    center_id INTEGER NOT NULL,
    cell INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    reservist_id INTEGER NOT NULL,
    PRIMARY KEY (center_id, cell, turn, reservist_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE offers (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers (id),
    doses INTEGER NOT NULL CHECK (doses BETWEEN 1 AND 200),
    confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
    pending INTEGER NOT NULL DEFAULT 0 CHECK (pending >= 0),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'filled', 'closed', 'cancelled')),
    opened_at INTEGER NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    vaccine TEXT,
    min_age INTEGER,
    max_age INTEGER,
    answer_seconds INTEGER NOT NULL CHECK (answer_seconds > 0),
    overlap_seconds INTEGER NOT NULL CHECK (overlap_seconds > 0),
    last_call_seconds INTEGER NOT NULL CHECK (last_call_seconds >= 0),
    CHECK (until_at > from_at),
    CHECK (confirmed + pending <= doses)
) STRICT;

CREATE TABLE invitations (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (length(code) = 8),
    offer_id INTEGER NOT NULL REFERENCES offers (id),
    reservist_id INTEGER NOT NULL REFERENCES reservists (id),
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'confirmed', 'declined', 'expired', 'undeliverable',
                                         'cancelled', 'too_late', 'vaccinated', 'no_show')),
    channels TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    sent_at INTEGER,
    expires_at INTEGER,
    answered_at INTEGER,
    UNIQUE (offer_id, reservist_id),
    CHECK ((sent_at IS NULL) = (expires_at IS NULL)),
    CHECK (state <> 'sent' OR sent_at IS NOT NULL),
    CHECK (state <> 'expired' OR sent_at IS NOT NULL)
) STRICT;

-- What silence took away (R18), to be given back when the answer turns out to have come in time (R16).
CREATE TABLE withheld (
    invitation_id INTEGER NOT NULL REFERENCES invitations (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (invitation_id, starts_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    invitation_id INTEGER NOT NULL REFERENCES invitations (id),
    kind TEXT NOT NULL CHECK (kind IN ('invitation', 'confirmation', 'too_late', 'expired', 'no_show', 'cancelled',
                                       'second_dose')),
    channel TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'handed_over', 'refused', 'dropped')),
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    not_after INTEGER NOT NULL,
    handed_over_at INTEGER,
    error TEXT,
    subject TEXT,
    body TEXT,
    UNIQUE (invitation_id, kind, channel),
    CHECK ((state = 'handed_over') = (handed_over_at IS NOT NULL))
) STRICT;

CREATE TABLE replies (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    invitation_id INTEGER REFERENCES invitations (id),
    answer TEXT CHECK (answer IN ('yes', 'no')),
    result TEXT NOT NULL CHECK (result IN ('confirmed', 'declined', 'repeat', 'too_late', 'to_read', 'ignored'))
) STRICT;

CREATE TABLE handoffs (
    invitation_id INTEGER PRIMARY KEY REFERENCES invitations (id),
    vaccinated_at INTEGER NOT NULL,
    batch INTEGER,
    exported_at INTEGER,
    CHECK (exported_at IS NULL OR batch IS NOT NULL)
) STRICT;

CREATE TABLE departed (
    fingerprint BLOB PRIMARY KEY,
    why TEXT NOT NULL CHECK (why IN ('withdrawn', 'vaccinated'))
) STRICT, WITHOUT ROWID;

CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    operator TEXT NOT NULL,
    what TEXT NOT NULL,
    center_id INTEGER,
    offer_id INTEGER,
    invitation_id INTEGER,
    reservist_id INTEGER,
    detail TEXT
) STRICT;

-- R14: nobody holds two live or confirmed invitations.
CREATE UNIQUE INDEX one_invitation_a_person ON invitations (reservist_id)
       WHERE state IN ('queued', 'sent', 'confirmed');
CREATE INDEX invitations_of_a_person ON invitations (reservist_id);
CREATE INDEX live_invitations ON invitations (expires_at) WHERE state IN ('queued', 'sent');
CREATE INDEX offers_in_play ON offers (center_id) WHERE state IN ('open', 'filled');
CREATE INDEX messages_waiting ON messages (channel, next_try_at) WHERE state = 'queued';
CREATE INDEX handoffs_to_export ON handoffs (vaccinated_at) WHERE exported_at IS NULL;

-- Filled or open (R21) follows from the counts; the counts of an offer follow its invitations by themselves, and its
-- CHECKs then forbid one dose too many.
CREATE TRIGGER doses_changed AFTER UPDATE OF doses ON offers BEGIN
    UPDATE offers SET state = CASE WHEN confirmed = doses THEN 'filled' ELSE 'open' END
    WHERE id = NEW.id AND state IN ('open', 'filled');
END;

CREATE TRIGGER invitation_counted AFTER INSERT ON invitations BEGIN
    UPDATE offers SET
        pending = pending + (NEW.state IN ('queued', 'sent')) - 0,
        confirmed = confirmed + (NEW.state IN ('confirmed', 'vaccinated')) - 0
    WHERE id = NEW.offer_id;

    UPDATE offers SET state = CASE WHEN confirmed = doses THEN 'filled' ELSE 'open' END
    WHERE id = NEW.offer_id AND state IN ('open', 'filled');
END;

CREATE TRIGGER invitation_recounted AFTER UPDATE OF state ON invitations WHEN OLD.state <> NEW.state BEGIN
    UPDATE offers SET
        pending = pending + (NEW.state IN ('queued', 'sent')) - (OLD.state IN ('queued', 'sent')),
        confirmed = confirmed + (NEW.state IN ('confirmed', 'vaccinated')) - (OLD.state IN ('confirmed', 'vaccinated'))
    WHERE id = NEW.offer_id;

    UPDATE offers SET state = CASE WHEN confirmed = doses THEN 'filled' ELSE 'open' END
    WHERE id = NEW.offer_id AND state IN ('open', 'filled');
END;

CREATE TRIGGER invitation_life BEFORE UPDATE OF state ON invitations
       WHEN OLD.state <> NEW.state AND NOT CASE OLD.state
           WHEN 'queued' THEN NEW.state IN ('sent', 'confirmed', 'declined', 'undeliverable', 'cancelled',
                                            'too_late')
           WHEN 'sent' THEN NEW.state IN ('confirmed', 'declined', 'expired', 'undeliverable', 'cancelled',
                                          'too_late')
           WHEN 'expired' THEN NEW.state IN ('confirmed', 'declined', 'too_late')
           WHEN 'declined' THEN NEW.state = 'confirmed'
           WHEN 'undeliverable' THEN NEW.state IN ('confirmed', 'declined', 'too_late')
           WHEN 'confirmed' THEN NEW.state IN ('vaccinated', 'no_show', 'cancelled', 'declined')
           ELSE 0 END
       BEGIN SELECT RAISE(ABORT, 'an invitation cannot change like this'); END;

CREATE TRIGGER events_stay BEFORE UPDATE ON events
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER events_are_kept BEFORE DELETE ON events
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- The key of the fingerprints in `departed` (R7).
INSERT INTO secrets VALUES ('fingerprint', randomblob(32));
