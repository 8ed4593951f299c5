-- Places at other people's tables ("seats" in everything that is shown), as organisations record them here or elsewhere.
CREATE TABLE table_seat (
    id TEXT NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    local BOOLEAN NOT NULL,
    -- who records it
    holder_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    -- whose table it is: one spelling for all, the name as it was written, what it is, and where it is
    body TEXT NOT NULL,
    body_name TEXT NOT NULL,
    body_kind TEXT NOT NULL,
    country TEXT NOT NULL,
    -- the actor that may answer for the body, by id on the wire
    body_actor TEXT,
    process TEXT NOT NULL,
    -- the event that it was about, by id on the wire
    meeting TEXT,
    -- design, decision, implementation or evaluation
    stage TEXT NOT NULL,
    -- observer, speaking or voting
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    -- of the last step; how far it came at its best (1 promised to 4 heard); why it was refused, if it was at last
    state TEXT NOT NULL,
    rung INTEGER NOT NULL,
    refusal TEXT NOT NULL,
    -- the refugees' own: 1 to 5, or 0 where none was given
    rating INTEGER NOT NULL,
    rating_words TEXT NOT NULL,
    -- public or network
    audience TEXT NOT NULL,
    revision INTEGER NOT NULL,
    recorded_at BIGINT NOT NULL,
    -- by its holder's word; the latest counts
    updated_at BIGINT NOT NULL,
    received_at BIGINT,
    withdrawn_at BIGINT,
    -- when this node stopped showing it
    hidden_at BIGINT,
    page_url TEXT
);
CREATE INDEX table_seat_body ON table_seat (body, stage);
CREATE INDEX table_seat_holder ON table_seat (holder_id, updated_at);
CREATE INDEX table_seat_updated ON table_seat (updated_at, id);

-- What happened, step by step.
CREATE TABLE table_step (
    seat_id TEXT NOT NULL REFERENCES table_seat (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    -- promised, invited, attended, heard, adopted, answered, ignored or refused
    state TEXT NOT NULL,
    -- of a refusal: visa, money, not-invited, access, safety, late or other; else empty
    refusal TEXT NOT NULL,
    -- the day, as YYYY-MM-DD
    happened_on TEXT NOT NULL,
    -- plain text
    words TEXT NOT NULL,
    -- a link, or empty
    evidence TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (seat_id, number)
);

-- To which networks a seat is told.
CREATE TABLE table_network (
    seat_id TEXT NOT NULL REFERENCES table_seat (id) ON DELETE CASCADE,
    network_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    PRIMARY KEY (seat_id, network_id)
);
CREATE INDEX table_network_network ON table_network (network_id);

-- What the other side says to it: beside the record, never instead.
CREATE TABLE table_reply (
    id TEXT NOT NULL PRIMARY KEY,
    seat_id TEXT NOT NULL REFERENCES table_seat (id) ON DELETE CASCADE,
    uri TEXT NOT NULL UNIQUE,
    -- who says it, in their own words
    name TEXT NOT NULL,
    -- the actor who says it, by id on the wire; absent where it came by a link
    actor_uri TEXT,
    language TEXT NOT NULL,
    -- plain text
    words TEXT NOT NULL,
    -- whether only the node of the record says so, or its author told us
    passed_on BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    hidden_at BIGINT
);
CREATE INDEX table_reply_seat ON table_reply (seat_id, created_at);

-- A link by which the other side can write its reply, once. There is one at a time.
CREATE TABLE table_reply_link (
    seat_id TEXT NOT NULL PRIMARY KEY REFERENCES table_seat (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- Which seat an activity is about, so that it leaves only for those who may still read it.
ALTER TABLE activity ADD COLUMN seat_id TEXT;
CREATE INDEX activity_seat ON activity (seat_id);
