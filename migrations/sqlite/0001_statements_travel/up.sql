-- Times are microseconds since 1970 UTC. Ids are lower-case ULIDs unless said otherwise.

-- The one row that says who this node is.
CREATE TABLE node (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    domain TEXT NOT NULL,
    secret BLOB NOT NULL,
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    federation TEXT NOT NULL,
    actor_id TEXT,
    organisation_id TEXT,
    setup_token_hash TEXT,
    setup_at BIGINT,
    sending_paused BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

-- Everybody who can speak: local and remote, told apart by "local".
CREATE TABLE actor (
    id TEXT NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    local BOOLEAN NOT NULL,
    kind TEXT NOT NULL,
    username TEXT NOT NULL,
    -- caseless, confusable-free form of username; unique among local actors
    skeleton TEXT NOT NULL,
    host TEXT NOT NULL,
    name TEXT NOT NULL,
    names TEXT NOT NULL,
    summary TEXT NOT NULL,
    summaries TEXT NOT NULL,
    page_url TEXT,
    inbox TEXT NOT NULL,
    shared_inbox TEXT,
    outbox TEXT,
    followers TEXT,
    icon_media_id TEXT,
    approves_followers BOOLEAN NOT NULL,
    handle_checked BOOLEAN NOT NULL,
    also_known_as TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    fetched_at BIGINT,
    deleted_at BIGINT,
    suspended_at BIGINT
);
CREATE INDEX actor_host_username ON actor (host, username);
CREATE UNIQUE INDEX actor_local_skeleton ON actor (skeleton) WHERE local;

-- Public keys, of local and remote actors. A key id is believed only from its owner's origin.
CREATE TABLE actor_key (
    uri TEXT NOT NULL PRIMARY KEY,
    actor_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    algorithm TEXT NOT NULL,
    -- PEM (RSA) or Multikey (Ed25519)
    public_key TEXT NOT NULL,
    -- PKCS#8 DER, local actors only
    private_key BLOB,
    created_at BIGINT NOT NULL,
    fetched_at BIGINT NOT NULL
);
CREATE INDEX actor_key_actor ON actor_key (actor_id);

CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL,
    login_skeleton TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    actor_id TEXT REFERENCES actor (id),
    language TEXT,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
);

-- For whom an account may act.
CREATE TABLE membership (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, organisation_id)
);

-- Only hashes are kept: who reads this table cannot sign in with it.
CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE api_token (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    may_write BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX api_token_account ON api_token (account_id);

-- Other nodes: what the host of this node decided about them, and how they are.
CREATE TABLE peer (
    host TEXT NOT NULL PRIMARY KEY,
    policy TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_at BIGINT,
    software TEXT,
    signature_scheme TEXT NOT NULL,
    failures INTEGER NOT NULL,
    open_until BIGINT NOT NULL,
    last_success_at BIGINT,
    last_failure_at BIGINT,
    last_error TEXT,
    created_at BIGINT NOT NULL
);

CREATE TABLE follow (
    id TEXT NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    follower_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    target_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    decided_at BIGINT,
    UNIQUE (follower_id, target_id)
);
CREATE INDEX follow_target ON follow (target_id, state);

-- Statements, of this node and of others. A local draft has no published_at.
CREATE TABLE statement (
    id TEXT NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    local BOOLEAN NOT NULL,
    author_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    written_by TEXT REFERENCES account (id),
    object_type TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    audience TEXT NOT NULL,
    authentic TEXT NOT NULL,
    numbered BOOLEAN NOT NULL,
    revision INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    in_reply_to TEXT,
    page_url TEXT,
    warning TEXT,
    -- an event's time and place as JSON
    details TEXT,
    created_at BIGINT NOT NULL,
    published_at BIGINT,
    updated_at BIGINT NOT NULL,
    received_at BIGINT,
    withdrawn_at BIGINT,
    withdrawal_reason TEXT,
    hidden_at BIGINT,
    -- what lists are ordered by: never later than the time of arrival
    listed_at BIGINT NOT NULL
);
CREATE INDEX statement_author ON statement (author_id, listed_at);
CREATE INDEX statement_listed ON statement (listed_at, id);

CREATE TABLE statement_revision (
    statement_id TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    written_by TEXT REFERENCES account (id),
    note TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    authentic TEXT NOT NULL,
    PRIMARY KEY (statement_id, number)
);

CREATE TABLE statement_text (
    statement_id TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    -- Markdown as written; absent where only HTML arrived
    body TEXT,
    html TEXT NOT NULL,
    translator TEXT NOT NULL,
    PRIMARY KEY (statement_id, revision, language)
);

-- The numbered paragraphs of the authentic text, so that a reader can cite one and a position can bind to it.
CREATE TABLE statement_paragraph (
    statement_id TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    number INTEGER NOT NULL,
    section TEXT NOT NULL,
    text TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (statement_id, revision, number)
);

CREATE TABLE statement_demand (
    statement_id TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    demand TEXT NOT NULL,
    PRIMARY KEY (statement_id, demand)
);
CREATE INDEX statement_demand_demand ON statement_demand (demand);

-- Local actors that a statement of limited audience names.
CREATE TABLE statement_recipient (
    statement_id TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    actor_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    PRIMARY KEY (statement_id, actor_id)
);
CREATE INDEX statement_recipient_actor ON statement_recipient (actor_id);

CREATE TABLE media (
    id TEXT NOT NULL PRIMARY KEY,
    -- unguessable name of the file
    name TEXT NOT NULL UNIQUE,
    account_id TEXT REFERENCES account (id),
    media_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    blurhash TEXT,
    created_at BIGINT NOT NULL
);

CREATE TABLE attachment (
    statement_id TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    -- a local file, or the address of a remote one, which is never loaded unasked
    media_id TEXT REFERENCES media (id),
    remote_url TEXT,
    media_type TEXT NOT NULL,
    alt TEXT NOT NULL,
    PRIMARY KEY (statement_id, revision, position)
);

-- Names that are gone for good: a late Create or Follow cannot bring them back.
CREATE TABLE tombstone (
    uri TEXT NOT NULL,
    owner_uri TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (uri, owner_uri)
);
CREATE INDEX tombstone_created ON tombstone (created_at);

-- Activities that arrived, stored once before they are answered.
CREATE TABLE inbox_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_uri TEXT NOT NULL UNIQUE,
    actor_uri TEXT NOT NULL,
    host TEXT NOT NULL,
    body TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    outcome TEXT,
    received_at BIGINT NOT NULL
);
CREATE INDEX inbox_item_due ON inbox_item (state, due_at, id);
CREATE INDEX inbox_item_received ON inbox_item (received_at);

-- Activities of this node.
CREATE TABLE activity (
    id TEXT NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    actor_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    verb TEXT NOT NULL,
    object_uri TEXT NOT NULL,
    statement_id TEXT REFERENCES statement (id) ON DELETE CASCADE,
    public BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX activity_actor ON activity (actor_id, public, id);
CREATE INDEX activity_statement ON activity (statement_id);

-- One row for each (activity, inbox).
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_id TEXT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    actor_id TEXT NOT NULL,
    inbox TEXT NOT NULL,
    host TEXT NOT NULL,
    state TEXT NOT NULL,
    -- a delivery that keeps failing for a reason of its own steps out of the line
    in_line BOOLEAN NOT NULL,
    attempts INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    last_status INTEGER,
    last_error TEXT,
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    UNIQUE (activity_id, inbox)
);
CREATE INDEX delivery_due ON delivery (state, due_at, id);
CREATE INDEX delivery_line ON delivery (inbox, actor_id, state, id);
CREATE INDEX delivery_host ON delivery (host, state);

-- Work to be done after a commit: facts to be told first of all.
CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    -- at most one waiting job of a kind has the same key
    dedupe TEXT UNIQUE,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    last_error TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX job_due ON job (kind, state, due_at, id);

-- What was refused, counted by day: no sender, no content.
CREATE TABLE refusal (
    day TEXT NOT NULL,
    host TEXT NOT NULL,
    reason TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (day, host, reason)
);

-- Answers to repeated requests with the same Idempotency-Key.
CREATE TABLE idempotency (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    request_key TEXT NOT NULL,
    result TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, request_key)
);
