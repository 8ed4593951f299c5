-- What organisations and people think: one position of one holder on one subject, of this node or as another node told it.
CREATE TABLE position (
    id TEXT NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    local BOOLEAN NOT NULL,
    holder_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    -- identity of a demand, id of a statement, or that id with "#paragraph-N"
    subject TEXT NOT NULL,
    -- what the present stance binds to: the subject's hash when it was taken
    subject_hash TEXT NOT NULL,
    -- support, support-with-reservations, abstain or oppose
    stance TEXT NOT NULL,
    -- public or network
    audience TEXT NOT NULL,
    -- standing, superseded (a newer one of the same holder counts) or withdrawn
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    -- the language of the authentic reasons
    authentic TEXT NOT NULL,
    -- the rule it was taken by: one, two or vote, with quorum and threshold in percent; empty where it is not told
    rule TEXT NOT NULL,
    quorum INTEGER NOT NULL,
    threshold INTEGER NOT NULL,
    -- members' totals as JSON where the organisation chose to tell them, suppressed below five; else empty
    member_totals TEXT NOT NULL,
    -- the call it answers, by id on the wire
    call_uri TEXT,
    page_url TEXT,
    decided_at BIGINT NOT NULL,
    -- by its holder's word; the latest counts
    updated_at BIGINT NOT NULL,
    received_at BIGINT,
    withdrawn_at BIGINT,
    -- when this node stopped showing it
    hidden_at BIGINT
);
CREATE INDEX position_subject ON position (subject, state, updated_at);
CREATE INDEX position_holder ON position (holder_id, state, updated_at);
CREATE INDEX position_updated ON position (updated_at, id);
-- A holder counts once on a subject.
CREATE UNIQUE INDEX position_standing ON position (holder_id, subject) WHERE state = 'standing';

-- Each word a position ever was.
CREATE TABLE position_revision (
    position_id TEXT NOT NULL REFERENCES position (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    stance TEXT NOT NULL,
    subject_hash TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (position_id, number)
);

-- The reasons of one revision in one language.
CREATE TABLE position_text (
    position_id TEXT NOT NULL REFERENCES position (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    language TEXT NOT NULL,
    -- plain text
    reasons TEXT NOT NULL,
    PRIMARY KEY (position_id, revision, language)
);

-- To which networks a position is told.
CREATE TABLE position_network (
    position_id TEXT NOT NULL REFERENCES position (id) ON DELETE CASCADE,
    network_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    PRIMARY KEY (position_id, network_id)
);
CREATE INDEX position_network_network ON position_network (network_id);

-- What a member thinks, inside of an organisation. It never leaves.
CREATE TABLE member_position (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    subject_hash TEXT NOT NULL,
    stance TEXT NOT NULL,
    reasons TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, organisation_id, subject)
);
CREATE INDEX member_position_subject ON member_position (organisation_id, subject);

-- Networks of this node and those that organisations of this node belong to. The actor row has name, words and keys.
CREATE TABLE network (
    actor_id TEXT NOT NULL PRIMARY KEY REFERENCES actor (id) ON DELETE CASCADE,
    -- the founding text by language, as JSON; plain text
    founding TEXT NOT NULL,
    -- the network that it is a part of, by id on the wire
    parent_uri TEXT,
    -- what brings it together: global, regional, women, youth or other
    kind TEXT NOT NULL,
    -- its own agenda: themes and demands as JSON, or empty
    agenda TEXT NOT NULL,
    -- how many members must vouch for whoever applies
    vouches INTEGER NOT NULL,
    founded_at BIGINT NOT NULL,
    closed_at BIGINT,
    -- the network it was founded anew as, by id on the wire
    successor_uri TEXT,
    -- the network that it follows on, by id on the wire
    predecessor_uri TEXT,
    -- when its own node is to be asked again
    refresh_at BIGINT,
    updated_at BIGINT NOT NULL
);

CREATE TABLE network_member (
    network_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    -- invited, applied, admitted, suspended, refused or left
    state TEXT NOT NULL,
    -- chosen by the members to coordinate
    coordinates BOOLEAN NOT NULL,
    -- the id of the activity by which it applied
    apply_uri TEXT,
    -- what it said when it applied; plain text
    words TEXT NOT NULL,
    -- why it was suspended or refused; plain text
    reason TEXT NOT NULL,
    applied_at BIGINT NOT NULL,
    admitted_at BIGINT,
    ended_at BIGINT,
    updated_at BIGINT NOT NULL,
    -- the hour in which something of it was last passed on, and how much in it
    relay_hour BIGINT NOT NULL,
    relayed INTEGER NOT NULL,
    PRIMARY KEY (network_id, organisation_id)
);
CREATE INDEX network_member_organisation ON network_member (organisation_id, state);

-- A member vouches for one that applied.
CREATE TABLE network_vouch (
    network_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    applicant_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    voucher_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    uri TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, applicant_id, voucher_id)
);

-- A member would have another coordinate.
CREATE TABLE network_choice (
    network_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    voter_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    candidate_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    uri TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, voter_id, candidate_id)
);

-- A coordinator would have a member suspended (or an applicant refused), or taken back in.
CREATE TABLE network_motion (
    network_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    coordinator_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    -- whether it would have it out
    removal BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, organisation_id, coordinator_id)
);

-- To which networks a statement is told.
CREATE TABLE statement_network (
    statement_id TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    network_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    PRIMARY KEY (statement_id, network_id)
);
CREATE INDEX statement_network_network ON statement_network (network_id);

-- Coordinators ask the members for positions.
CREATE TABLE call (
    id TEXT NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    local BOOLEAN NOT NULL,
    network_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    -- the coordinating organisation that asks
    author_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    -- draft, open or cancelled; that it is over is seen by the deadline
    state TEXT NOT NULL,
    authentic TEXT NOT NULL,
    deadline_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    published_at BIGINT,
    updated_at BIGINT NOT NULL,
    -- when its answerers here were last reminded
    reminded_at BIGINT
);
CREATE INDEX call_network ON call (network_id, deadline_at);

CREATE TABLE call_text (
    call_id TEXT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    -- plain text
    body TEXT NOT NULL,
    PRIMARY KEY (call_id, language)
);

CREATE TABLE call_subject (
    call_id TEXT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    subject TEXT NOT NULL,
    subject_hash TEXT NOT NULL,
    PRIMARY KEY (call_id, number)
);
CREATE INDEX call_subject_subject ON call_subject (subject);

-- Kept totals. A scope is "all" (public positions of all organisations known here), "public:N" (those of the members of
-- network N) or "members:N" (those and what they told the network alone).

-- How many positions: by subject ("" for all subjects together), by what holders are or when, by stance.
CREATE TABLE tally (
    scope TEXT NOT NULL,
    subject TEXT NOT NULL,
    dimension TEXT NOT NULL,
    value TEXT NOT NULL,
    stance TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (scope, subject, dimension, value, stance)
);
CREATE INDEX tally_dimension ON tally (scope, dimension, value);

-- How many organisations belong to a scope, and how many of them have spoken, by what they are.
CREATE TABLE tally_voice (
    scope TEXT NOT NULL,
    dimension TEXT NOT NULL,
    value TEXT NOT NULL,
    members BIGINT NOT NULL,
    spoken BIGINT NOT NULL,
    PRIMARY KEY (scope, dimension, value)
);

-- How many standing positions an organisation has in a scope: it has spoken where that is not 0.
CREATE TABLE voice (
    scope TEXT NOT NULL,
    actor_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    positions BIGINT NOT NULL,
    PRIMARY KEY (scope, actor_id)
);

-- What a position was counted as, so that it can be taken out again exactly.
CREATE TABLE counted (
    position_id TEXT NOT NULL PRIMARY KEY,
    holder_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    stance TEXT NOT NULL,
    week TEXT NOT NULL,
    -- the scopes, parted by spaces
    scopes TEXT NOT NULL
);
CREATE INDEX counted_holder_id ON counted (holder_id);

-- As what an organisation was counted: its dimensions as JSON, its scopes parted by spaces.
CREATE TABLE counted_holder (
    actor_id TEXT NOT NULL PRIMARY KEY,
    dimensions TEXT NOT NULL,
    scopes TEXT NOT NULL
);
