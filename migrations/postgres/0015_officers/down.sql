ALTER TABLE invitation DROP COLUMN approved;
