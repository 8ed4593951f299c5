-- What a node already holds of positions and calls is put into the index by a job, bit by bit; one that waits goes on to
-- them by itself.
INSERT INTO job (kind, dedupe, payload, state, attempts, due_at, leased_until, created_at)
SELECT 'search', 'search', '{"at":"position","after":""}', 'waiting', 0, 0, 0, 0
WHERE (EXISTS (SELECT 1 FROM position) OR EXISTS (SELECT 1 FROM call))
    AND NOT EXISTS (SELECT 1 FROM job WHERE kind = 'search');

-- Whether what a member said inside was said on an earlier version, and they were told so.
ALTER TABLE member_position ADD COLUMN stale BOOLEAN NOT NULL DEFAULT FALSE;

-- The positions that a report names.
CREATE TABLE report_position (
    report_id TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    position_id TEXT NOT NULL REFERENCES position (id) ON DELETE CASCADE,
    PRIMARY KEY (report_id, position_id)
);
CREATE INDEX report_position_position ON report_position (position_id);

-- Which position a decision is about. No foreign key: in a backup decisions come before positions.
ALTER TABLE decision ADD COLUMN position_id TEXT;
