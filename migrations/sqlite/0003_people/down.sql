DROP TABLE join_request;
DROP TABLE invitation;
ALTER TABLE node DROP COLUMN joining;
ALTER TABLE membership DROP COLUMN shown;
ALTER TABLE account DROP COLUMN name_skeleton;
ALTER TABLE account DROP COLUMN name;
