DROP TABLE object_proof;
DROP TABLE key_history;
