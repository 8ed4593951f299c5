-- Every Ed25519 key that an actor has had, the first one first. Private halves are in actor_key, and only of the key
-- of now.
CREATE TABLE key_history (
    actor_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    uri TEXT NOT NULL,
    -- Multikey
    public_key TEXT NOT NULL,
    -- what the key before says about it, signed; as JSON, exactly as it came
    succession TEXT,
    -- first, followed, broken, confirmed
    trace TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT,
    PRIMARY KEY (actor_id, position)
);
INSERT INTO key_history (actor_id, position, uri, public_key, trace, created_at)
SELECT
    actor_id,
    ROW_NUMBER() OVER (PARTITION BY actor_id ORDER BY created_at, uri),
    uri,
    public_key,
    'first',
    created_at
FROM actor_key
WHERE algorithm = 'ed25519';

-- What checking the proof of an object came to. The object itself is kept only where it is public and its proof is
-- good: exactly as it came, so that others can check it too.
CREATE TABLE object_proof (
    uri TEXT NOT NULL PRIMARY KEY,
    holder_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    -- verified, unproven, none, failed
    status TEXT NOT NULL,
    key_uri TEXT,
    document TEXT,
    checked_at BIGINT NOT NULL
);
CREATE INDEX object_proof_holder ON object_proof (holder_id);
