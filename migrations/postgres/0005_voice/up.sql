-- What an organisation says that it is: of this node, or as another node told it.
CREATE TABLE organisation_profile (
    actor_id TEXT NOT NULL PRIMARY KEY REFERENCES actor (id) ON DELETE CASCADE,
    -- the year in which it began
    since INTEGER,
    -- how its decisions are made, by language, as JSON
    decisions TEXT NOT NULL,
    -- https addresses, as a JSON list
    links TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- What a profile says that can be filtered by: kind is declared, origin, host or language.
CREATE TABLE organisation_trait (
    actor_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (actor_id, kind, value)
);
CREATE INDEX organisation_trait_value ON organisation_trait (kind, value);

-- How an organisation approves what is said in its name. Without a row the usual rule holds.
CREATE TABLE approval_rule (
    organisation_id TEXT NOT NULL PRIMARY KEY REFERENCES actor (id) ON DELETE CASCADE,
    -- one, two or vote
    kind TEXT NOT NULL,
    -- of a vote, in percent: how many officers must take part, and how many of those must be in favour
    quorum INTEGER NOT NULL,
    threshold INTEGER NOT NULL,
    decided_at BIGINT NOT NULL
);

-- Something that is to be done in an organisation's name: it waits for its officers.
CREATE TABLE proposal (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    -- statement, revision, withdrawal, rule or mandate
    kind TEXT NOT NULL,
    -- the row it is about; the organisation's own for a rule
    object TEXT NOT NULL,
    -- what is proposed where it is not in the row itself, as JSON
    content TEXT NOT NULL,
    -- what an approval binds to
    content_hash TEXT NOT NULL,
    -- whether it is done as soon as it is approved
    at_once BOOLEAN NOT NULL,
    -- open, done, rejected or void
    state TEXT NOT NULL,
    proposed_by TEXT REFERENCES account (id) ON DELETE SET NULL,
    proposed_at BIGINT NOT NULL,
    done_by TEXT REFERENCES account (id) ON DELETE SET NULL,
    done_at BIGINT
);
CREATE INDEX proposal_object ON proposal (object, state);
CREATE INDEX proposal_organisation ON proposal (organisation_id, state);

-- What an officer decided about a proposal; it counts only for the content it was given for.
CREATE TABLE approval_vote (
    proposal_id TEXT NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- approve, reject or abstain
    decision TEXT NOT NULL,
    reason TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (proposal_id, account_id)
);

-- What is said about a draft among those who write it. It never leaves.
CREATE TABLE draft_comment (
    id TEXT NOT NULL PRIMARY KEY,
    statement_id TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    account_id TEXT REFERENCES account (id) ON DELETE SET NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX draft_comment_statement ON draft_comment (statement_id, id);

-- Who may speak for an organisation, on what, where, until when, by which decision: of this node and as others told.
CREATE TABLE mandate (
    id TEXT NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    local BOOLEAN NOT NULL,
    -- draft, active or revoked; that one is over is seen by the date
    state TEXT NOT NULL,
    -- the member who holds it; never shown outside
    holder_id TEXT REFERENCES account (id) ON DELETE SET NULL,
    -- the name that everybody sees, chosen by the holder
    shown_name TEXT NOT NULL,
    -- when the holder agreed to be shown so
    accepted_at BIGINT,
    forum TEXT NOT NULL,
    decision TEXT NOT NULL,
    -- days as YYYY-MM-DD
    decided_on TEXT,
    votes_for INTEGER,
    votes_against INTEGER,
    votes_abstained INTEGER,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    created_by TEXT REFERENCES account (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    activated_at BIGINT,
    revoked_at BIGINT,
    revocation_reason TEXT NOT NULL,
    -- when the holder and the officers were told that it ends soon, and that it ended
    warned_at BIGINT,
    ended_told_at BIGINT,
    -- when its organisation's document no longer named it
    unlisted_at BIGINT,
    -- a name counts only for the organisation that gives it
    UNIQUE (organisation_id, uri)
);
CREATE INDEX mandate_organisation ON mandate (organisation_id, state);
CREATE INDEX mandate_holder ON mandate (holder_id);

-- What a mandate is about: identities of demands, themes or an agenda.
CREATE TABLE mandate_scope (
    mandate_id TEXT NOT NULL REFERENCES mandate (id) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    PRIMARY KEY (mandate_id, subject)
);

-- Under which mandate a statement says that it speaks. Whether that is so is decided when it is read.
CREATE TABLE statement_mandate (
    statement_id TEXT NOT NULL PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE,
    mandate_uri TEXT NOT NULL
);
