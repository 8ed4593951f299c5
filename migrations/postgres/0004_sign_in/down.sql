DROP TABLE lost_second_factor;
DROP TABLE one_time_link;
DROP TABLE email;
DROP TABLE sign_in_step;
DROP TABLE passkey;
DROP TABLE recovery_code;
DROP TABLE second_factor;
ALTER TABLE session DROP COLUMN proven_at;
