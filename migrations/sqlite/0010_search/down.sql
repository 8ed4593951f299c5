DELETE FROM job WHERE kind = 'search';
DROP TABLE digest_subscription;
DROP TRIGGER search_document_removed;
DROP TRIGGER search_document_added;
DROP TABLE search_words;
DROP TABLE search_document;
