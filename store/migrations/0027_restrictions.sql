-- Since when somebody's data is only stored and not used (UU PDP, Art. 11): his links ended just then,
-- and hold again once the office lifts it.
ALTER TABLE participants ADD COLUMN restricted_at INTEGER;
