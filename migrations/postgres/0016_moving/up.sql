-- What an archive brought that waits until the old node confirms the move, and what is kept of it afterwards.
CREATE TABLE brought_archive (
    organisation_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    -- the organisation it came from, by its id on the wire
    owner_uri TEXT NOT NULL,
    brought_at BIGINT NOT NULL,
    -- when the move was confirmed and what waited came out
    confirmed_at BIGINT,
    -- profile, rule and mandates, as JSON; nothing is shown of it before
    waiting TEXT NOT NULL,
    -- who followed the old one: beginnings of hashes, to be counted and not to be read
    followers TEXT NOT NULL,
    -- the record of acts of the old node, as JSON, for the officers
    record TEXT NOT NULL,
    PRIMARY KEY (organisation_id, owner_uri)
);

-- When a statement that was brought along came out first: set while it waits for the move to be confirmed.
ALTER TABLE statement_alias ADD COLUMN held_since BIGINT;

-- Who chose to be named as the writer of a statement. Of this node: the account, named as long as it is visible for the
-- organisation. Of another: the name and the public profile that its node gave.
CREATE TABLE statement_writer (
    statement_id TEXT NOT NULL PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE,
    account_id TEXT REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    actor_uri TEXT
);
