-- When the person last proved who they are in this session: what changes the keys of the account asks again after a
-- quarter of an hour.
ALTER TABLE session ADD COLUMN proven_at BIGINT NOT NULL DEFAULT 0;

-- The second factor of an account: an app that shows codes, and how often a code was wrong, of whatever kind.
CREATE TABLE second_factor (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    -- sealed with the node's secret; absent where only passkeys are used
    secret BYTEA,
    -- the step of the last code that was taken (RFC 6238): none of that step or before is taken again
    last_step BIGINT NOT NULL,
    failures INTEGER NOT NULL,
    blocked_until BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- One-time codes for when the second factor is not at hand. A code that was used is removed.
CREATE TABLE recovery_code (
    hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL
);
CREATE INDEX recovery_code_account ON recovery_code (account_id);

CREATE TABLE passkey (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- SHA-256 of the credential's id: nobody's key is anybody else's
    credential_hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- public key and counter, sealed with the node's secret
    data BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX passkey_account ON passkey (account_id);

-- Between password and second factor, for ten minutes.
CREATE TABLE sign_in_step (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- the page to go on to
    next TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_step_account ON sign_in_step (account_id);

-- Addresses of those who gave one, sealed with the node's secret; for getting back in, nothing else.
CREATE TABLE email (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    address BYTEA,
    -- given, and not yet confirmed by the link that was sent there
    pending BYTEA,
    created_at BIGINT NOT NULL
);

-- Links that do one thing, once.
CREATE TABLE one_time_link (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX one_time_link_account ON one_time_link (account_id);

-- Somebody with the password says that the second factor is lost: it ends after three days, unless anybody who is
-- signed in, or who reads the mail, says that it is not so.
CREATE TABLE lost_second_factor (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    requested_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL
);
