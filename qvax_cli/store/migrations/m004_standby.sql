-- Schema 4: more people can be asked than there are doses, and wait on standby; an order that is kept with each
-- invitation; what the site, the desk and the weekly repeat need.

DROP TRIGGER doses_changed;
DROP TRIGGER invitation_counted;
DROP TRIGGER invitation_recounted;
DROP TRIGGER invitation_life;

-- One list of migrations is enough.
DROP TABLE IF EXISTS _sqlite_migrations;

-- One word for one thing.
ALTER TABLE departed RENAME TO exclusions;
ALTER TABLE available RENAME COLUMN cell TO block;
ALTER TABLE available RENAME COLUMN turn TO rank;

ALTER TABLE centers ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE centers ADD COLUMN email TEXT NOT NULL DEFAULT '';

-- Where somebody came from; unknown of those who were there before it was kept.
ALTER TABLE reservists ADD COLUMN source TEXT CHECK (source = 'desk' OR source = 'import' OR source = 'site');

-- The week that repeats, in the words of rules/windows.py; windows were made from it up to `made_until`.
CREATE TABLE repeats (
    reservist_id INTEGER PRIMARY KEY REFERENCES reservists (id),
    week TEXT NOT NULL,
    made_until INTEGER NOT NULL
) STRICT;
CREATE INDEX repeats_due ON repeats (made_until);

-- Registrations from the site that nobody has confirmed yet: not on the list, never invited, gone after a day. `data` is
-- what was typed, as JSON; of the link and of the figures that confirm it only hashes are kept.
CREATE TABLE applications (
    id INTEGER PRIMARY KEY,
    link BLOB NOT NULL UNIQUE,
    figures BLOB,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    language TEXT NOT NULL CHECK (language IN ('fr', 'nl', 'de', 'en')),
    email TEXT,
    mobile TEXT,
    data TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CHECK (email IS NOT NULL OR mobile IS NOT NULL),
    CHECK (expires_at > made_at)
) STRICT;
CREATE INDEX applications_past ON applications (expires_at);

-- Who may do what, and for which centers: those of operator_centers, or all when there are none.
CREATE TABLE operators (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('coordinator', 'desk', 'admin', 'auditor')),
    password TEXT,
    added_at INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;

CREATE TABLE operator_centers (
    operator_id INTEGER NOT NULL REFERENCES operators (id),
    center_id INTEGER NOT NULL REFERENCES centers (id),
    PRIMARY KEY (operator_id, center_id)
) STRICT, WITHOUT ROWID;

-- The counts follow the invitations by themselves: `pending` are those whose answer is awaited, `standby` those who said
-- yes and wait. R31: never more confirmed than doses, and in a strict offer nobody is asked beyond them. `learned`: its
-- answers are counted in past_answers.
CREATE TABLE new_offers (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers (id),
    doses INTEGER NOT NULL CHECK (doses BETWEEN 1 AND 200),
    confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
    pending INTEGER NOT NULL DEFAULT 0 CHECK (pending >= 0),
    standby INTEGER NOT NULL DEFAULT 0 CHECK (standby >= 0),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'filled', 'closed', 'cancelled')),
    opened_at INTEGER NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    vaccine TEXT,
    min_age INTEGER,
    max_age INTEGER,
    policy TEXT NOT NULL DEFAULT 'strict' CHECK (policy IN ('strict', 'standby')),
    surplus REAL CHECK (surplus >= 0),
    answer_seconds INTEGER NOT NULL CHECK (answer_seconds > 0),
    overlap_seconds INTEGER NOT NULL CHECK (overlap_seconds > 0),
    last_call_seconds INTEGER NOT NULL CHECK (last_call_seconds >= 0),
    learned INTEGER NOT NULL DEFAULT 0 CHECK (learned IN (0, 1)),
    CHECK (until_at > from_at),
    CHECK (policy = 'strict' OR surplus IS NOT NULL),
    CHECK (confirmed <= doses),
    CHECK (policy = 'standby' OR confirmed + pending <= doses)
) STRICT;
INSERT INTO new_offers (id, center_id, doses, confirmed, pending, state, opened_at, from_at, until_at, vaccine, min_age,
                        max_age, answer_seconds, overlap_seconds, last_call_seconds)
SELECT id, center_id, doses, confirmed, pending, state, opened_at, from_at, until_at, vaccine, min_age, max_age,
       answer_seconds, overlap_seconds, last_call_seconds
FROM offers;
DROP TABLE offers;
ALTER TABLE new_offers RENAME TO offers;
CREATE INDEX offers_in_play ON offers (center_id) WHERE state IN ('open', 'filled');
CREATE INDEX offers_to_learn_from ON offers (center_id) WHERE learned = 0 AND state IN ('closed', 'cancelled');

-- `rank` is the place by age (R11), until the person is erased. `asked_at` is when they were chosen, anew when they are
-- asked again (R30). `answer` is what they said last. `settled_at` is when they were settled or released. `occasion`
-- counts how often they were asked again or an answer was taken back: then they can be told once more what they were
-- told before.
CREATE TABLE new_invitations (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (length(code) = 8),
    offer_id INTEGER NOT NULL REFERENCES offers (id),
    reservist_id INTEGER NOT NULL REFERENCES reservists (id),
    rank INTEGER,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'standby', 'confirmed', 'declined', 'expired',
                                         'undeliverable', 'released', 'cancelled', 'too_late', 'vaccinated',
                                         'no_show')),
    occasion INTEGER NOT NULL DEFAULT 0 CHECK (occasion >= 0),
    channels TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    sent_at INTEGER,
    expires_at INTEGER,
    answer TEXT CHECK (answer IN ('yes', 'no')),
    answered_at INTEGER,
    settled_at INTEGER,
    UNIQUE (offer_id, reservist_id),
    CHECK ((sent_at IS NULL) = (expires_at IS NULL)),
    CHECK (state <> 'sent' OR sent_at IS NOT NULL),
    CHECK (state <> 'expired' OR sent_at IS NOT NULL)
) STRICT;
-- A rank is the day of birth (1 is the first of January of the year 1) and the lot, in one number.
INSERT INTO new_invitations (id, code, offer_id, reservist_id, rank, state, channels, created_at, asked_at, sent_at,
                             expires_at, answer, answered_at)
SELECT i.id, i.code, i.offer_id, i.reservist_id,
       CAST(julianday(r.birth_date) - 1721424.5 AS INTEGER) * 4294967296 + r.lot,
       i.state, i.channels, i.created_at, i.created_at, i.sent_at, i.expires_at,
       CASE WHEN i.answered_at IS NULL THEN NULL WHEN i.state = 'declined' THEN 'no' ELSE 'yes' END, i.answered_at
FROM invitations AS i JOIN reservists AS r ON r.id = i.reservist_id;
DROP TABLE invitations;
ALTER TABLE new_invitations RENAME TO invitations;
-- R14: nobody holds two live or confirmed invitations.
CREATE UNIQUE INDEX one_invitation_a_person ON invitations (reservist_id)
    WHERE state IN ('queued', 'sent', 'standby', 'confirmed');
CREATE INDEX invitations_of_a_person ON invitations (reservist_id);
CREATE INDEX live_invitations ON invitations (expires_at) WHERE state IN ('queued', 'sent');

-- Each time that people were asked: how many, and what that number was reckoned from (R27), as facts of the log.
CREATE TABLE rounds (
    id INTEGER PRIMARY KEY,
    offer_id INTEGER NOT NULL REFERENCES offers (id),
    at INTEGER NOT NULL,
    asked INTEGER NOT NULL CHECK (asked >= 0),
    reckoning TEXT NOT NULL
) STRICT;
CREATE INDEX rounds_of_an_offer ON rounds (offer_id);

-- What became of the people that a center has asked by a channel, over all its past offers: how many said yes and no in
-- their time and how many nothing, and in how many seconds from the hand-over all those answers together came.
CREATE TABLE past_answers (
    center_id INTEGER NOT NULL REFERENCES centers (id),
    channel TEXT NOT NULL,
    yes INTEGER NOT NULL CHECK (yes >= 0),
    no INTEGER NOT NULL CHECK (no >= 0),
    silent INTEGER NOT NULL CHECK (silent >= 0),
    seconds INTEGER NOT NULL CHECK (seconds >= 0),
    PRIMARY KEY (center_id, channel)
) STRICT, WITHOUT ROWID;

-- A message is about an invitation, or to a person on the list, or to somebody who applies; `address` is where it goes
-- when that is none of theirs any more.
CREATE TABLE new_messages (
    id INTEGER PRIMARY KEY,
    invitation_id INTEGER REFERENCES invitations (id),
    reservist_id INTEGER REFERENCES reservists (id),
    application_id INTEGER REFERENCES applications (id),
    kind TEXT NOT NULL CHECK (kind IN ('invitation', 'again', 'confirmation', 'standby', 'released', 'declined', 'freed',
                                       'too_late', 'expired', 'no_show', 'cancelled', 'taken_back', 'corrected',
                                       'second_dose', 'welcome', 'noted', 'apply', 'link', 'contact_changed',
                                       'known_already')),
    occasion INTEGER NOT NULL DEFAULT 0,
    channel TEXT NOT NULL,
    address TEXT,
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
    UNIQUE (invitation_id, kind, channel, occasion),
    CHECK (CASE WHEN invitation_id IS NOT NULL THEN reservist_id IS NULL AND application_id IS NULL
           ELSE (reservist_id IS NULL) <> (application_id IS NULL) END),
    CHECK ((state IN ('handed_over', 'bounced')) = (handed_over_at IS NOT NULL)),
    CHECK ((state = 'bounced') = (bounced_at IS NOT NULL))
) STRICT;
INSERT INTO new_messages (id, invitation_id, kind, channel, state, attempts, created_at, next_try_at, not_after,
                          handed_over_at, error, subject, body, reference, delivered_at, bounced_at)
SELECT id, invitation_id, kind, channel, state, attempts, created_at, next_try_at, not_after, handed_over_at, error,
       subject, body, reference, delivered_at, bounced_at
FROM messages;
DROP TABLE messages;
ALTER TABLE new_messages RENAME TO messages;
CREATE INDEX messages_waiting ON messages (channel, next_try_at) WHERE state = 'queued';
CREATE INDEX messages_by_reference ON messages (reference) WHERE reference IS NOT NULL;
CREATE INDEX messages_to_people ON messages (reservist_id) WHERE reservist_id IS NOT NULL;
CREATE INDEX messages_to_applicants ON messages (application_id) WHERE application_id IS NOT NULL;

-- What came in, and what became of it. What a person has to read (`to_read`) keeps its words, until `settled_at` or R23;
-- that can be an answer that counts and says something more.
CREATE TABLE new_replies (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    invitation_id INTEGER REFERENCES invitations (id),
    answer TEXT CHECK (answer IN ('yes', 'no')),
    result TEXT NOT NULL CHECK (result IN ('confirmed', 'standby', 'declined', 'repeat', 'too_late', 'to_read', 'ignored',
                                           'bounced', 'delivered')),
    to_read INTEGER NOT NULL DEFAULT 0 CHECK (to_read IN (0, 1)),
    sender TEXT,
    subject TEXT,
    excerpt TEXT,
    why TEXT,
    settled_at INTEGER,
    CHECK (to_read = 1 OR (result <> 'to_read' AND sender IS NULL AND subject IS NULL AND excerpt IS NULL
                           AND settled_at IS NULL))
) STRICT;
INSERT INTO new_replies (id, key, channel, received_at, read_at, invitation_id, answer, result, to_read, sender, subject,
                         excerpt, why, settled_at)
SELECT id, key, channel, received_at, read_at, invitation_id, answer, result,
       CASE result WHEN 'to_read' THEN 1 ELSE 0 END, sender, subject, excerpt, why, settled_at
FROM replies;
DROP TABLE replies;
ALTER TABLE new_replies RENAME TO replies;
CREATE INDEX replies_to_read ON replies (received_at) WHERE to_read = 1 AND settled_at IS NULL;
CREATE INDEX replies_about_an_invitation ON replies (invitation_id) WHERE to_read = 1 AND settled_at IS NULL;

-- Filled or open (R21) follows from the counts, and the counts from the invitations.
CREATE TRIGGER doses_changed AFTER UPDATE OF doses ON offers BEGIN
    UPDATE offers SET state = CASE WHEN confirmed = doses THEN 'filled' ELSE 'open' END
    WHERE id = NEW.id AND state IN ('open', 'filled');
END;

CREATE TRIGGER invitation_counted AFTER INSERT ON invitations BEGIN
    UPDATE offers SET
        pending = pending + (NEW.state IN ('queued', 'sent')),
        standby = standby + (NEW.state = 'standby'),
        confirmed = confirmed + (NEW.state IN ('confirmed', 'vaccinated'))
    WHERE id = NEW.offer_id;
    UPDATE offers SET state = CASE WHEN confirmed = doses THEN 'filled' ELSE 'open' END
    WHERE id = NEW.offer_id AND state IN ('open', 'filled');
END;

CREATE TRIGGER invitation_recounted AFTER UPDATE OF state ON invitations WHEN OLD.state <> NEW.state BEGIN
    UPDATE offers SET
        pending = pending + (NEW.state IN ('queued', 'sent')) - (OLD.state IN ('queued', 'sent')),
        standby = standby + (NEW.state = 'standby') - (OLD.state = 'standby'),
        confirmed = confirmed + (NEW.state IN ('confirmed', 'vaccinated')) - (OLD.state IN ('confirmed', 'vaccinated'))
    WHERE id = NEW.offer_id;
    UPDATE offers SET state = CASE WHEN confirmed = doses THEN 'filled' ELSE 'open' END
    WHERE id = NEW.offer_id AND state IN ('open', 'filled');
END;

-- What follows what. Whoever was released can be asked again. Only an answer that is taken back, which is a new
-- occasion, leads from any state to another.
CREATE TRIGGER invitation_life BEFORE UPDATE OF state ON invitations
WHEN OLD.state <> NEW.state AND NOT (NEW.occasion > OLD.occasion) AND NOT CASE OLD.state
    WHEN 'queued' THEN NEW.state IN ('sent', 'standby', 'confirmed', 'declined', 'undeliverable', 'released',
                                     'cancelled', 'too_late')
    WHEN 'sent' THEN NEW.state IN ('queued', 'standby', 'confirmed', 'declined', 'expired', 'undeliverable', 'released',
                                   'cancelled', 'too_late')
    WHEN 'standby' THEN NEW.state IN ('confirmed', 'declined', 'released', 'cancelled')
    WHEN 'confirmed' THEN NEW.state IN ('vaccinated', 'no_show', 'cancelled', 'declined')
    WHEN 'declined' THEN NEW.state IN ('standby', 'confirmed')
    WHEN 'expired' THEN NEW.state IN ('standby', 'confirmed', 'declined', 'too_late', 'undeliverable')
    WHEN 'undeliverable' THEN NEW.state IN ('standby', 'confirmed', 'declined', 'too_late')
    WHEN 'released' THEN NEW.state IN ('queued', 'standby', 'confirmed', 'declined', 'too_late', 'undeliverable')
    WHEN 'too_late' THEN NEW.state IN ('standby', 'confirmed')
    ELSE 0 END
BEGIN SELECT RAISE(ABORT, 'an invitation cannot change like this'); END;
