DROP TABLE notification;
DROP TABLE audit_entry;
