-- A consent outlives its chat and its participant for as long as it has to be shown: they part from it.
-- See 0014 on changing the schema's text.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'ON DELETE CASCADE', 'ON DELETE SET NULL')
WHERE type = 'table' AND name = 'consents';
PRAGMA writable_schema = RESET;
ALTER TABLE consents ADD COLUMN who BLOB;         -- sealed: whose chat it was, for which participants
ALTER TABLE consents ADD COLUMN ended_at INTEGER; -- since when neither is there any more
CREATE INDEX consents_by_end ON consents (ended_at) WHERE contact_id IS NULL AND participant_id IS NULL;
