-- What can be found: the folded words of each text, once each. Who may find it is asked of the thing itself, never here.
CREATE TABLE search_document (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    -- statement, organisation…
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    language TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    words TEXT NOT NULL,
    UNIQUE (kind, object_id, language)
);
CREATE INDEX search_document_author ON search_document (author_id);

-- The words hold letters and single spaces only, and parted at the spaces they are: this tokenizer takes every
-- character beyond ASCII for a letter. Positions are not kept, so no phrase and no nearness can be asked for.
CREATE VIRTUAL TABLE search_words USING fts5 (
    words,
    content = 'search_document',
    content_rowid = 'id',
    tokenize = 'ascii',
    detail = 'none',
    columnsize = 0
);
-- What was withdrawn leaves the index at once and not when it is next merged.
INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER search_document_added AFTER INSERT ON search_document BEGIN
    INSERT INTO search_words (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER search_document_removed AFTER DELETE ON search_document BEGIN
    INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', old.id, old.words);
END;

-- Accounts that want a mail when a week is over, and the last week they had one for.
CREATE TABLE digest_subscription (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    last_week TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- What a node already holds is put into the index by a job, bit by bit.
INSERT INTO job (kind, dedupe, payload, state, attempts, due_at, leased_until, created_at)
SELECT 'search', 'search', '{"at":"statement","after":""}', 'waiting', 0, 0, 0, 0
WHERE EXISTS (SELECT 1 FROM statement) OR EXISTS (SELECT 1 FROM directory_entry);
