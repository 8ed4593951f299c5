DELETE FROM job WHERE kind = 'search';
DROP TABLE digest_subscription;
DROP TABLE search_document;
