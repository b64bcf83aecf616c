BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'qvax','m001_the_list','2026-11-23 17:35:54.693407+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'qvax','m002_real_channels','2026-11-25 14:24:01.295754+00:00');
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES messages (id),
    begun_at INTEGER NOT NULL,
    ended_at INTEGER,
    outcome TEXT CHECK (outcome IN ('taken', 'later', 'broken', 'down', 'refused', 'lost')),
    answer TEXT,
    CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT
;
CREATE TABLE available (
    center_id INTEGER NOT NULL,
    cell INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    reservist_id INTEGER NOT NULL,
    PRIMARY KEY (center_id, cell, turn, reservist_id)
) STRICT, WITHOUT ROWID
;
INSERT INTO "available" VALUES(6,4295416663,3026619658000607,1);
INSERT INTO "available" VALUES(6,4295416663,3028185670737347,2);
INSERT INTO "available" VALUES(6,4295416663,3031327002279362,4);
INSERT INTO "available" VALUES(6,4295416663,3034461574137454,6);
INSERT INTO "available" VALUES(6,4295416663,3036032322428423,7);
INSERT INTO "available" VALUES(6,4295416663,3037600401356578,8);
INSERT INTO "available" VALUES(6,4295416666,3026619658000607,1);
INSERT INTO "available" VALUES(6,4295416666,3028185670737347,2);
INSERT INTO "available" VALUES(6,4295416666,3031327002279362,4);
INSERT INTO "available" VALUES(6,4295416666,3034461574137454,6);
INSERT INTO "available" VALUES(6,4295416666,3036032322428423,7);
INSERT INTO "available" VALUES(6,4295416666,3037600401356578,8);
INSERT INTO "available" VALUES(6,8590159276,3026619658000607,1);
INSERT INTO "available" VALUES(6,8590159276,3028185670737347,2);
INSERT INTO "available" VALUES(6,8590159276,3031327002279362,4);
INSERT INTO "available" VALUES(6,8590159276,3034461574137454,6);
INSERT INTO "available" VALUES(6,8590159276,3036032322428423,7);
INSERT INTO "available" VALUES(6,8590159276,3037600401356578,8);
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
) STRICT
;
INSERT INTO "centers" VALUES(6,'namur','Centre majeur Namur','Namur Expo','5000','Namur','Namur','wallonia','fr','Doclr',1);
CREATE TABLE departed (
    fingerprint BLOB PRIMARY KEY,
    why TEXT NOT NULL CHECK (why IN ('withdrawn', 'vaccinated'))
) STRICT, WITHOUT ROWID
;
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
) STRICT
;
INSERT INTO "events" VALUES(1,1617723600,'ann','created',NULL,NULL,NULL,NULL,'108 centers');
INSERT INTO "events" VALUES(2,1617723600,'ann','registered',6,NULL,NULL,1,NULL);
INSERT INTO "events" VALUES(3,1617723600,'ann','registered',6,NULL,NULL,2,NULL);
INSERT INTO "events" VALUES(4,1617723600,'ann','registered',6,NULL,NULL,3,NULL);
INSERT INTO "events" VALUES(5,1617723600,'ann','registered',6,NULL,NULL,4,NULL);
INSERT INTO "events" VALUES(6,1617723600,'ann','registered',6,NULL,NULL,5,NULL);
INSERT INTO "events" VALUES(7,1617723600,'ann','registered',6,NULL,NULL,6,NULL);
INSERT INTO "events" VALUES(8,1617723600,'ann','registered',6,NULL,NULL,7,NULL);
INSERT INTO "events" VALUES(9,1617723600,'ann','registered',6,NULL,NULL,8,NULL);
INSERT INTO "events" VALUES(10,1617723600,'ann','offer opened',6,1,NULL,NULL,'4 doses');
INSERT INTO "events" VALUES(11,1617723600,'ann','invited',6,1,1,1,NULL);
INSERT INTO "events" VALUES(12,1617723600,'ann','invited',6,1,2,2,NULL);
INSERT INTO "events" VALUES(13,1617723600,'ann','invited',6,1,3,3,NULL);
INSERT INTO "events" VALUES(14,1617723600,'ann','invited',6,1,4,4,NULL);
INSERT INTO "events" VALUES(15,1617723600,'ann','handed over',6,1,1,1,'mail');
INSERT INTO "events" VALUES(16,1617723600,'ann','handed over',6,1,2,2,'mail');
INSERT INTO "events" VALUES(17,1617723600,'ann','handed over',6,1,3,3,'mail');
INSERT INTO "events" VALUES(18,1617723600,'ann','handed over',6,1,4,4,'mail');
INSERT INTO "events" VALUES(19,1617723600,'ann','confirmed',6,1,1,1,NULL);
INSERT INTO "events" VALUES(20,1617723600,'ann','declined',6,1,2,2,NULL);
INSERT INTO "events" VALUES(21,1617723600,'ann','invited',6,1,5,5,NULL);
INSERT INTO "events" VALUES(22,1617723600,'ann','handed over',6,1,5,5,'mail');
INSERT INTO "events" VALUES(23,1617723600,'ann','confirmed',6,1,4,4,NULL);
INSERT INTO "events" VALUES(24,1617725460,'ann','expired',6,1,3,3,NULL);
INSERT INTO "events" VALUES(25,1617725460,'ann','expired',6,1,5,5,NULL);
INSERT INTO "events" VALUES(26,1617725460,'ann','invited',6,1,6,6,NULL);
INSERT INTO "events" VALUES(27,1617725460,'ann','invited',6,1,7,7,NULL);
INSERT INTO "events" VALUES(28,1617725460,'ann','handed over',6,1,6,6,'mail');
INSERT INTO "events" VALUES(29,1617725460,'ann','handed over',6,1,7,7,'mail');
CREATE TABLE handoffs (
    invitation_id INTEGER PRIMARY KEY REFERENCES invitations (id),
    vaccinated_at INTEGER NOT NULL,
    batch INTEGER,
    exported_at INTEGER,
    CHECK (exported_at IS NULL OR batch IS NOT NULL)
) STRICT
;
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
) STRICT
;
INSERT INTO "invitations" VALUES(1,'QZ8T3QM8',1,1,'confirmed','mail',1617723600,1617723600,1617725400,1617723600);
INSERT INTO "invitations" VALUES(2,'VF9X0KCH',1,2,'declined','mail',1617723600,1617723600,1617725400,1617723600);
INSERT INTO "invitations" VALUES(3,'VQV4Y0YT',1,3,'expired','mail',1617723600,1617723600,1617725400,NULL);
INSERT INTO "invitations" VALUES(4,'SH6SJ8Z8',1,4,'confirmed','mail',1617723600,1617723600,1617725400,1617723600);
INSERT INTO "invitations" VALUES(5,'P0P2KGKV',1,5,'expired','mail',1617723600,1617723600,1617725400,NULL);
INSERT INTO "invitations" VALUES(6,'XGS959Z2',1,6,'sent','mail',1617725460,1617725460,1617727260,NULL);
INSERT INTO "invitations" VALUES(7,'R19GC7FP',1,7,'sent','mail',1617725460,1617725460,1617727260,NULL);
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
) STRICT
;
INSERT INTO "messages" VALUES(1,1,'invitation','mail','handed_over',1,1617723600,1617723600,1617730200,1617723600,NULL,'Vaccin : répondez avant 18 h 10 [QZ8T3QM8]','Bonjour P0,

Une dose de vaccin est disponible pour vous.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 10.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent notées.

Sans réponse, la dose va à une autre personne.
Vos disponibilités sont alors effacées.

Laissez le code dans l''objet de votre réponse.
Votre code : QZ8T3QM8

Cordialement,
Centre majeur Namur
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(2,2,'invitation','mail','handed_over',1,1617723600,1617723600,1617730200,1617723600,NULL,'Vaccin : répondez avant 18 h 10 [VF9X0KCH]','Bonjour P1,

Une dose de vaccin est disponible pour vous.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 10.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent notées.

Sans réponse, la dose va à une autre personne.
Vos disponibilités sont alors effacées.

Laissez le code dans l''objet de votre réponse.
Votre code : VF9X0KCH

Cordialement,
Centre majeur Namur
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(3,3,'invitation','mail','handed_over',1,1617723600,1617723600,1617730200,1617723600,NULL,'Vaccin : répondez avant 18 h 10 [VQV4Y0YT]','Bonjour P2,

Une dose de vaccin est disponible pour vous.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 10.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent notées.

Sans réponse, la dose va à une autre personne.
Vos disponibilités sont alors effacées.

Laissez le code dans l''objet de votre réponse.
Votre code : VQV4Y0YT

Cordialement,
Centre majeur Namur
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(4,4,'invitation','mail','handed_over',1,1617723600,1617723600,1617730200,1617723600,NULL,'Vaccin : répondez avant 18 h 10 [SH6SJ8Z8]','Bonjour P3,

Une dose de vaccin est disponible pour vous.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 10.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent notées.

Sans réponse, la dose va à une autre personne.
Vos disponibilités sont alors effacées.

Laissez le code dans l''objet de votre réponse.
Votre code : SH6SJ8Z8

Cordialement,
Centre majeur Namur
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(5,1,'confirmation','mail','handed_over',1,1617723600,1617723600,1617730800,1617723600,NULL,'Vaccin : une dose est réservée pour vous [QZ8T3QM8]','Bonjour P0,

Merci pour votre réponse.
Une dose de vaccin est réservée pour vous.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Prenez votre carte d''identité avec vous.
Votre code : QZ8T3QM8

Vous avez un empêchement ?
Prévenez tout de suite le centre.
La dose pourra servir à une autre personne.

Cordialement,
Centre majeur Namur
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(6,5,'invitation','mail','handed_over',1,1617723600,1617723600,1617730200,1617723600,NULL,'Vaccin : répondez avant 18 h 10 [P0P2KGKV]','Bonjour P4,

Une dose de vaccin est disponible pour vous.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 10.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent notées.

Sans réponse, la dose va à une autre personne.
Vos disponibilités sont alors effacées.

Laissez le code dans l''objet de votre réponse.
Votre code : P0P2KGKV

Cordialement,
Centre majeur Namur
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(7,4,'confirmation','mail','handed_over',1,1617723600,1617723600,1617730800,1617723600,NULL,'Vaccin : une dose est réservée pour vous [SH6SJ8Z8]','Bonjour P3,

Merci pour votre réponse.
Une dose de vaccin est réservée pour vous.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Prenez votre carte d''identité avec vous.
Votre code : SH6SJ8Z8

Vous avez un empêchement ?
Prévenez tout de suite le centre.
La dose pourra servir à une autre personne.

Cordialement,
Centre majeur Namur
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(8,3,'expired','mail','handed_over',1,1617725460,1617725460,1618330260,1617725460,NULL,'Vaccin : vos disponibilités sont effacées [VQV4Y0YT]','Bonjour P2,

Nous vous avons proposé une dose de vaccin.
Nous attendions votre réponse avant 18 h 10.
Nous n''avons rien reçu à temps.

La dose va à une autre personne.
Vos disponibilités sont effacées.
Vous restez sur la liste de réserve.

Vous souhaitez une nouvelle proposition ?
1. Contactez votre centre de vaccination.
2. Dites quels jours et à quelles heures vous pouvez venir.
Le centre note vos nouvelles disponibilités.

Centre majeur Namur
Namur Expo, 5000 Namur

Code de ce message : VQV4Y0YT

Cordialement,
Centre majeur Namur
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(9,5,'expired','mail','handed_over',1,1617725460,1617725460,1618330260,1617725460,NULL,'Vaccin : vos disponibilités sont effacées [P0P2KGKV]','Bonjour P4,

Nous vous avons proposé une dose de vaccin.
Nous attendions votre réponse avant 18 h 10.
Nous n''avons rien reçu à temps.

La dose va à une autre personne.
Vos disponibilités sont effacées.
Vous restez sur la liste de réserve.

Vous souhaitez une nouvelle proposition ?
1. Contactez votre centre de vaccination.
2. Dites quels jours et à quelles heures vous pouvez venir.
Le centre note vos nouvelles disponibilités.

Centre majeur Namur
Namur Expo, 5000 Namur

Code de ce message : P0P2KGKV

Cordialement,
Centre majeur Namur
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(10,6,'invitation','mail','handed_over',1,1617725460,1617725460,1617730200,1617725460,NULL,'Vaccin : répondez avant 18 h 41 [XGS959Z2]','Bonjour P5,

Une dose de vaccin est disponible pour vous.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 18 h 11 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 41.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent notées.

Sans réponse, la dose va à une autre personne.
Vos disponibilités sont alors effacées.

Laissez le code dans l''objet de votre réponse.
Votre code : XGS959Z2

Cordialement,
Centre majeur Namur
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(11,7,'invitation','mail','handed_over',1,1617725460,1617725460,1617730200,1617725460,NULL,'Vaccin : répondez avant 18 h 41 [R19GC7FP]','Bonjour P6,

Une dose de vaccin est disponible pour vous.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 18 h 11 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 41.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent notées.

Sans réponse, la dose va à une autre personne.
Vos disponibilités sont alors effacées.

Laissez le code dans l''objet de votre réponse.
Votre code : R19GC7FP

Cordialement,
Centre majeur Namur
',NULL,NULL,NULL);
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
) STRICT
;
INSERT INTO "offers" VALUES(1,6,4,2,2,'open',1617723600,1617723600,1617730800,NULL,NULL,NULL,1800,900,600);
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
) STRICT
;
INSERT INTO "replies" VALUES(1,'55eba2a26e632514b006b4736771b42a1882d9e83e498f54e52bf32d3bb98173','mail',1617723600,1617723600,4,'yes','confirmed',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "replies" VALUES(2,'f29b4c74a83d96461e9651ee017730c7e8681e5b6b5abe6d516cf00d5265ee16','mail',1617723600,1617723600,3,NULL,'to_read',NULL,NULL,NULL,NULL,NULL);
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
) STRICT
;
INSERT INTO "reservists" VALUES(1,'listed',6,'30051700157','P0','Peeters','1930-05-17','fr','p0@example.org',NULL,NULL,3449149663,1617723600,1617723600,NULL);
INSERT INTO "reservists" VALUES(2,'listed',6,'31051700277','P1','Peeters','1931-05-17','fr','p1@example.org',NULL,NULL,1798823363,1617723600,1617723600,NULL);
INSERT INTO "reservists" VALUES(3,'listed',6,'32051700397','P2','Peeters','1932-05-17','fr','p2@example.org',NULL,NULL,3818509503,1617723600,1617723600,NULL);
INSERT INTO "reservists" VALUES(4,'listed',6,'33051700420','P3','Peeters','1933-05-17','fr','p3@example.org',NULL,NULL,3509272002,1617723600,1617723600,NULL);
INSERT INTO "reservists" VALUES(5,'listed',6,'34051700540','P4','Peeters','1934-05-17','fr','p4@example.org',NULL,NULL,3006344627,1617723600,1617723600,NULL);
INSERT INTO "reservists" VALUES(6,'listed',6,'35051700660','P5','Peeters','1935-05-17','fr','p5@example.org',NULL,NULL,2755004014,1617723600,1617723600,NULL);
INSERT INTO "reservists" VALUES(7,'listed',6,'36051700780','P6','Peeters','1936-05-17','fr','p6@example.org',NULL,NULL,1545264647,1617723600,1617723600,NULL);
INSERT INTO "reservists" VALUES(8,'listed',6,'37051700803','P7','Peeters','1937-05-17','fr','p7@example.org',NULL,NULL,1961129762,1617723600,1617723600,NULL);
CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "secrets" VALUES('fingerprint',X'23ABF631EE1DB14EF08193450F6C509F520ED5A029E3C46F533B71AB82C81F5A');
CREATE TABLE troubles (
    name TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
    since INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (name, direction)
) STRICT, WITHOUT ROWID
;
CREATE TABLE windows (
    reservist_id INTEGER NOT NULL REFERENCES reservists (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (reservist_id, starts_at),
    CHECK (ends_at > starts_at)
) STRICT, WITHOUT ROWID
;
INSERT INTO "windows" VALUES(1,1617721200,1617735600);
INSERT INTO "windows" VALUES(2,1617721200,1617735600);
INSERT INTO "windows" VALUES(4,1617721200,1617735600);
INSERT INTO "windows" VALUES(6,1617721200,1617735600);
INSERT INTO "windows" VALUES(7,1617721200,1617735600);
INSERT INTO "windows" VALUES(8,1617721200,1617735600);
CREATE TABLE withheld (
    invitation_id INTEGER NOT NULL REFERENCES invitations (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (invitation_id, starts_at)
) STRICT, WITHOUT ROWID
;
INSERT INTO "withheld" VALUES(3,1617721200,1617735600);
INSERT INTO "withheld" VALUES(5,1617721200,1617735600);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX one_invitation_a_person ON invitations (reservist_id)
       WHERE state IN ('queued', 'sent', 'confirmed');
CREATE INDEX invitations_of_a_person ON invitations (reservist_id);
CREATE INDEX live_invitations ON invitations (expires_at) WHERE state IN ('queued', 'sent');
CREATE INDEX offers_in_play ON offers (center_id) WHERE state IN ('open', 'filled');
CREATE INDEX handoffs_to_export ON handoffs (vaccinated_at) WHERE exported_at IS NULL;
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
CREATE TRIGGER events_stay BEFORE UPDATE ON events
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER events_are_kept BEFORE DELETE ON events
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE INDEX messages_waiting ON messages (channel, next_try_at) WHERE state = 'queued';
CREATE INDEX messages_by_reference ON messages (reference) WHERE reference IS NOT NULL;
CREATE INDEX replies_to_read ON replies (received_at) WHERE result = 'to_read' AND settled_at IS NULL;
CREATE INDEX attempts_of_a_message ON attempts (message_id);
CREATE INDEX latest_attempts ON attempts (begun_at);
CREATE UNIQUE INDEX attempts_under_way ON attempts (message_id) WHERE outcome IS NULL;
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
COMMIT;
