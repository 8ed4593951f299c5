-- Whether the organisation's rule is met for an invitation to an officer's seat; all others are good from the start.
ALTER TABLE invitation ADD COLUMN approved BOOLEAN NOT NULL DEFAULT TRUE;
