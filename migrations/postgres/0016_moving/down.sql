DROP TABLE statement_writer;
ALTER TABLE statement_alias DROP COLUMN held_since;
DROP TABLE brought_archive;
