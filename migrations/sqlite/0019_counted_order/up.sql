-- Lists of positions are walked in their order, without sorting all that are known, and who spoke about several subjects
-- is read from an index alone.
ALTER TABLE counted ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0;
UPDATE counted SET updated_at = coalesce((SELECT updated_at FROM position WHERE position.id = counted.position_id), 0);
CREATE INDEX counted_listed ON counted (updated_at, position_id);
DROP INDEX counted_subject;
CREATE INDEX counted_subject ON counted (subject, stance, holder_id, scopes);
