-- What a node already holds of positions and calls is put into the index by a job, bit by bit; one that waits goes on to
-- them by itself.
INSERT INTO job (kind, dedupe, payload, state, attempts, due_at, leased_until, created_at)
SELECT 'search', 'search', '{"at":"position","after":""}', 'waiting', 0, 0, 0, 0
WHERE (EXISTS (SELECT 1 FROM position) OR EXISTS (SELECT 1 FROM call))
    AND NOT EXISTS (SELECT 1 FROM job WHERE kind = 'search');

-- Whether what a member said inside was said on an earlier version, and they were told so.
ALTER TABLE member_position ADD COLUMN stale BOOLEAN NOT NULL DEFAULT FALSE;
