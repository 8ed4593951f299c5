DROP TABLE panic;
DROP TABLE panic_code;
DROP INDEX actor_hidden;
ALTER TABLE actor DROP COLUMN stopped_at;
ALTER TABLE actor DROP COLUMN hidden_at;
