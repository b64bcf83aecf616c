-- Schema 12: of those who have left a list a login sees, and takes back, only whom it can name, one at a time: whoever could
-- read all hashes could try all numbers, and take all hashes out.
ALTER TABLE exclusions ENABLE ROW LEVEL SECURITY;
CREATE POLICY named ON exclusions
    USING (fingerprint = decode(current_setting('qvax.left', true), 'hex') OR (SELECT sees_all()));
-- What a login adds to the log stands there under its own name.
CREATE POLICY by_name ON events AS RESTRICTIVE FOR INSERT WITH CHECK (operator = CAST(session_user AS TEXT));
-- An invitation changes its offer once: what it counts and whether it is filled.
CREATE OR REPLACE FUNCTION invitation_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    more INT := (NEW.state IN ('confirmed', 'vaccinated'))::int;
BEGIN
    UPDATE offers SET
        pending = pending + (NEW.state IN ('queued', 'sent'))::int,
        standby = standby + (NEW.state = 'standby')::int,
        confirmed = confirmed + more,
        state = CASE WHEN state NOT IN ('open', 'filled') THEN state WHEN confirmed + more = doses THEN 'filled' ELSE 'open' END
    WHERE id = NEW.offer_id;
    RETURN NULL;
END $$;
ALTER FUNCTION invitation_counted() SECURITY DEFINER SET search_path = public, pg_temp;
CREATE OR REPLACE FUNCTION invitation_recounted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    more INT := (NEW.state IN ('confirmed', 'vaccinated'))::int - (OLD.state IN ('confirmed', 'vaccinated'))::int;
BEGIN
    UPDATE offers SET
        pending = pending + (NEW.state IN ('queued', 'sent'))::int - (OLD.state IN ('queued', 'sent'))::int,
        standby = standby + (NEW.state = 'standby')::int - (OLD.state = 'standby')::int,
        confirmed = confirmed + more,
        state = CASE WHEN state NOT IN ('open', 'filled') THEN state WHEN confirmed + more = doses THEN 'filled' ELSE 'open' END
    WHERE id = NEW.offer_id;
    RETURN NULL;
END $$;
ALTER FUNCTION invitation_recounted() SECURITY DEFINER SET search_path = public, pg_temp;
