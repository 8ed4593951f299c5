DROP INDEX counted_subject;
CREATE INDEX counted_subject ON counted (subject, stance);
DROP INDEX counted_listed;
ALTER TABLE counted DROP COLUMN updated_at;
