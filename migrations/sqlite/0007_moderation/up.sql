-- What the host decided about another node, in full. A block of before is a suspension of now.
ALTER TABLE peer ADD COLUMN limited BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE peer ADD COLUMN no_media BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE peer ADD COLUMN no_reports BOOLEAN NOT NULL DEFAULT FALSE;
-- what others may read about it, should the host publish the list
ALTER TABLE peer ADD COLUMN public_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE peer ADD COLUMN obfuscated BOOLEAN NOT NULL DEFAULT FALSE;
-- who decided; absent when it was done at the machine itself. No foreign key: the decision outlives the account.
ALTER TABLE peer ADD COLUMN decided_by TEXT;
UPDATE peer SET policy = 'suspend' WHERE policy = 'block';

-- The host in an actor's id; the one in its handle may be another, and a decision about either counts.
ALTER TABLE actor ADD COLUMN home TEXT NOT NULL DEFAULT '';
UPDATE actor SET home = substr(substr(uri, instr(uri, '://') + 3), 1, instr(substr(uri, instr(uri, '://') + 3) || '/', '/') - 1);
CREATE INDEX actor_hosts ON actor (host, home);
CREATE INDEX actor_suspended ON actor (suspended_at) WHERE suspended_at IS NOT NULL;

-- What the host chose about reports and lists; no row means that nothing was chosen.
CREATE TABLE moderation_setting (
    id INTEGER NOT NULL PRIMARY KEY,
    publishes_blocks BOOLEAN NOT NULL,
    visitors_report BOOLEAN NOT NULL
);

-- Whom a member, or an organisation, does not want to hear or be heard by. It never leaves the node.
CREATE TABLE block (
    id TEXT NOT NULL PRIMARY KEY,
    -- the member who blocks…
    account_id TEXT REFERENCES account (id) ON DELETE CASCADE,
    -- …or the organisation
    organisation_id TEXT REFERENCES actor (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    -- an actor…
    actor_id TEXT REFERENCES actor (id) ON DELETE CASCADE,
    -- …or all of a host
    host TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX block_account ON block (account_id);
CREATE INDEX block_organisation ON block (organisation_id);

-- Something that somebody found wrong. Words and reporter are removed with the report after its time.
CREATE TABLE report (
    id TEXT NOT NULL PRIMARY KEY,
    -- who reported, of this node; the other side never learns it
    account_id TEXT REFERENCES account (id) ON DELETE SET NULL,
    -- the node that sent it, never an actor there
    origin_host TEXT,
    origin_uri TEXT UNIQUE,
    actor_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    category TEXT NOT NULL,
    -- a rule of the node, as it read then
    rule_version INTEGER,
    rule_number INTEGER,
    words TEXT NOT NULL,
    -- whether its words go to the node of the reported, where it goes there at all
    forwarded BOOLEAN NOT NULL,
    words_forwarded BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    assigned_to TEXT REFERENCES account (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    decided_at BIGINT
);
CREATE INDEX report_state ON report (state, id);
CREATE INDEX report_origin ON report (origin_host, created_at);
CREATE INDEX report_account ON report (account_id, created_at);

CREATE TABLE report_statement (
    report_id TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    statement_id TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    PRIMARY KEY (report_id, statement_id)
);
CREATE INDEX report_statement_statement ON report_statement (statement_id);

-- What moderators write down for each other.
CREATE TABLE report_note (
    id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    account_id TEXT REFERENCES account (id) ON DELETE SET NULL,
    words TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX report_note_report ON report_note (report_id, id);

-- What a moderator decided, and why: the words that the one concerned reads.
CREATE TABLE decision (
    id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT REFERENCES report (id) ON DELETE SET NULL,
    measure TEXT NOT NULL,
    -- whom it concerns
    actor_id TEXT REFERENCES actor (id) ON DELETE CASCADE,
    statement_id TEXT REFERENCES statement (id) ON DELETE SET NULL,
    host TEXT,
    rule_version INTEGER,
    rule_number INTEGER,
    reason TEXT NOT NULL,
    decided_by TEXT REFERENCES account (id) ON DELETE SET NULL,
    decided_at BIGINT NOT NULL,
    -- when it was taken back
    lifted_at BIGINT
);
CREATE INDEX decision_actor ON decision (actor_id, id);
CREATE INDEX decision_report ON decision (report_id);

-- One answer to a decision by the one it concerns.
CREATE TABLE appeal (
    id TEXT NOT NULL PRIMARY KEY,
    decision_id TEXT NOT NULL UNIQUE REFERENCES decision (id) ON DELETE CASCADE,
    account_id TEXT REFERENCES account (id) ON DELETE SET NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_by TEXT REFERENCES account (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    answered_at BIGINT
);
CREATE INDEX appeal_state ON appeal (state, id);

-- The rules of the node, each version whole and in several languages.
CREATE TABLE rule_version (
    number INTEGER NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL
);
CREATE TABLE rule_text (
    version INTEGER NOT NULL REFERENCES rule_version (number) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    language TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (version, number, language)
);
