DROP INDEX activity_seat;
ALTER TABLE activity DROP COLUMN seat_id;
DROP TABLE table_reply_link;
DROP TABLE table_reply;
DROP TABLE table_network;
DROP TABLE table_step;
DROP TABLE table_seat;
