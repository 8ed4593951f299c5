-- One organisation vouching for another. Of this node's organisations, and of others as far as the voucher's own node
-- confirmed it.
CREATE TABLE vouch (
    id TEXT NOT NULL PRIMARY KEY,
    -- the relationship's id on the wire, on the voucher's node
    uri TEXT NOT NULL UNIQUE,
    -- the id of the activity that offered it; absent where only the relationship was seen
    offer_uri TEXT UNIQUE,
    voucher_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    vouched_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    -- what the voucher says about it; plain text
    reason TEXT NOT NULL,
    until BIGINT,
    offered_at BIGINT NOT NULL,
    answered_at BIGINT,
    ended_at BIGINT,
    -- when the voucher's own node last said that it stands; absent for vouchers of this node
    checked_at BIGINT
);
CREATE UNIQUE INDEX vouch_live ON vouch (voucher_id, vouched_id) WHERE state IN ('offered', 'accepted');
CREATE INDEX vouch_vouched ON vouch (vouched_id, state);

-- Vouches that organisations elsewhere say they have: to be asked about at the voucher's own node, and again weekly.
CREATE TABLE vouch_claim (
    actor_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    uri TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    tries INTEGER NOT NULL,
    checked_at BIGINT,
    PRIMARY KEY (actor_id, uri)
);
CREATE INDEX vouch_claim_due ON vouch_claim (due_at);

-- Organisations elsewhere that the host of this node trusts: where chains of vouches may begin.
CREATE TABLE trust_anchor (
    actor_id TEXT NOT NULL PRIMARY KEY REFERENCES actor (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    decided_at BIGINT NOT NULL
);

-- Who is in the directory: only organisations that chose to be.
CREATE TABLE directory_entry (
    actor_id TEXT NOT NULL PRIMARY KEY REFERENCES actor (id) ON DELETE CASCADE,
    listed BOOLEAN NOT NULL,
    -- names and handle, folded for searching
    folded TEXT NOT NULL,
    -- by which lists are ordered: the folded name, then the row
    sorted TEXT NOT NULL
);
CREATE INDEX directory_entry_sorted ON directory_entry (listed, sorted);

-- Organisations that live elsewhere now. For one of this node: where it went. For others: as both sides confirmed.
CREATE TABLE actor_move (
    actor_id TEXT NOT NULL PRIMARY KEY REFERENCES actor (id) ON DELETE CASCADE,
    target_uri TEXT NOT NULL,
    target_id TEXT REFERENCES actor (id),
    -- where the new node says what became of an address of the old one
    lookup TEXT,
    moved_at BIGINT NOT NULL
);
CREATE INDEX actor_move_target ON actor_move (target_id);

-- Statements that were brought here with their history: under which id they came out first.
CREATE TABLE statement_alias (
    uri TEXT NOT NULL PRIMARY KEY,
    statement_id TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    -- the author it came out under
    owner_uri TEXT NOT NULL
);
CREATE INDEX statement_alias_statement ON statement_alias (statement_id);
