-- Schema 8: a message that came in can be from somebody whom nobody has asked.

ALTER TABLE replies ADD COLUMN reservist_id INTEGER REFERENCES reservists (id);
