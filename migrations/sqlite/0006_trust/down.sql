DROP TABLE statement_alias;
DROP TABLE actor_move;
DROP TABLE directory_entry;
DROP TABLE trust_anchor;
DROP TABLE vouch_claim;
DROP TABLE vouch;
