-- Schema 6: the lot of the vial, which goes with the second-dose list.

ALTER TABLE offers ADD COLUMN lot TEXT;
