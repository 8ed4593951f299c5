ALTER TABLE decision DROP COLUMN position_id;
DROP TABLE report_position;
ALTER TABLE member_position DROP COLUMN stale;
DELETE FROM job WHERE kind = 'search' AND (payload LIKE '%"position"%' OR payload LIKE '%"call"%');
DELETE FROM search_document WHERE kind IN ('position', 'call');
