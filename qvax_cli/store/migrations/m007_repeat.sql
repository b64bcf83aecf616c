-- Schema 7: a week that repeats ends by silence, and goes on when the silence was none.

-- The invitation whose silence has ended it (R18); it is kept so that it can go on.
ALTER TABLE repeats ADD COLUMN ended_by INTEGER REFERENCES invitations (id);
