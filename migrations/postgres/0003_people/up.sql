-- What a person is called inside; a pseudonym is fine. It is not the name they sign in with.
ALTER TABLE account ADD COLUMN name TEXT NOT NULL DEFAULT '';
-- caseless, confusable-free form of it
ALTER TABLE account ADD COLUMN name_skeleton TEXT NOT NULL DEFAULT '';
UPDATE account SET name = login, name_skeleton = login_skeleton;
-- Whether the organisation's public page names this person as one of its people; chosen by the person alone.
ALTER TABLE membership ADD COLUMN shown BOOLEAN NOT NULL DEFAULT FALSE;
-- How people come in: by invitation, or also by request.
ALTER TABLE node ADD COLUMN joining TEXT NOT NULL DEFAULT 'invitation';

-- Good once and for a while; the link's secret is kept as a hash only. Who used it is not kept.
CREATE TABLE invitation (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    -- absent when it was made at the machine itself
    made_by TEXT REFERENCES account (id) ON DELETE CASCADE,
    organisation_id TEXT REFERENCES actor (id) ON DELETE CASCADE,
    seat TEXT,
    -- on the node
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX invitation_organisation ON invitation (organisation_id);

-- Somebody asks for an account and a place in an organisation. No account exists before somebody said yes.
CREATE TABLE join_request (
    id TEXT NOT NULL PRIMARY KEY,
    -- of the secret link under which the person sees what became of it
    code_hash TEXT NOT NULL UNIQUE,
    organisation_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    language TEXT,
    state TEXT NOT NULL,
    seat TEXT,
    created_at BIGINT NOT NULL,
    decided_at BIGINT
);
CREATE INDEX join_request_organisation ON join_request (organisation_id, state);
