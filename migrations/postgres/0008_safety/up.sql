-- An actor of this node that shows itself nowhere, since when; and one in whose name nothing leaves, since when.
ALTER TABLE actor ADD COLUMN hidden_at BIGINT;
ALTER TABLE actor ADD COLUMN stopped_at BIGINT;
CREATE INDEX actor_hidden ON actor (hidden_at) WHERE hidden_at IS NOT NULL;

-- The code with which somebody can make everything of theirs stop without signing in. Of the code only its beginning,
-- by which it is found, and a hash are kept.
CREATE TABLE panic_code (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    beginning TEXT NOT NULL UNIQUE,
    code_hash TEXT NOT NULL,
    -- whether it also stops the organisations in which the account is an officer
    stops_organisations BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

-- Who made everything stop and has not come back yet.
CREATE TABLE panic (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    pulled_at BIGINT NOT NULL
);
