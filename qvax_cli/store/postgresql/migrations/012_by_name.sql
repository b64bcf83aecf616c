-- Schema 12: of those who have left a list a login sees, and takes back, only whom it can name, one at a time: whoever could
-- read all hashes could try all numbers, and take all hashes out.
ALTER TABLE exclusions ENABLE ROW LEVEL SECURITY;
CREATE POLICY named ON exclusions
    USING (fingerprint = decode(current_setting('qvax.left', true), 'hex') OR (SELECT sees_all()));
-- What a login adds to the log stands there under its own name.
CREATE POLICY by_name ON events AS RESTRICTIVE FOR INSERT WITH CHECK (operator = CAST(session_user AS TEXT));
