-- What hosts, moderators and officers did, one line an act, each bound to the one before: a line that is changed or
-- taken out shows. Nobody's reading is recorded. No foreign key: the record outlives the account.
CREATE TABLE audit_entry (
    number BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    -- who did it; absent when it was done at the machine itself
    account_id TEXT,
    -- the organisation it concerns, if it concerns one
    organisation_id TEXT,
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    reason TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX audit_entry_organisation ON audit_entry (organisation_id, number);

-- That something waits for somebody; never what it says.
CREATE TABLE notification (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    -- the path of the page where it can be dealt with
    link TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT
);
CREATE INDEX notification_account ON notification (account_id, id);
