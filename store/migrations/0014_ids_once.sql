-- No id comes again after its row is deleted: ids stand in buttons, in conversations, in the outbox's
-- keys and in the audit, and all of those outlive the row. AUTOINCREMENT doesn't change how rows are
-- stored, so the schema's text is changed, as https://sqlite.org/lang_altertable.html describes:
-- rebuilding a table would delete what refers to it. Later tables write AUTOINCREMENT themselves.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'INTEGER PRIMARY KEY,', 'INTEGER PRIMARY KEY AUTOINCREMENT,')
WHERE type = 'table' AND sql LIKE '%(%    id %INTEGER PRIMARY KEY,%';
PRAGMA writable_schema = RESET;

-- Ids of uploads that were settled came again until now, and the outbox still has their keys.
INSERT INTO sqlite_sequence (name, seq)
SELECT 'uploads', 1000 WHERE EXISTS (SELECT 1 FROM outbox WHERE dedupe_key GLOB 'reply:upload:*');

-- Tells other connections that the schema is another.
CREATE TABLE schema_is_new (id INTEGER);
DROP TABLE schema_is_new;
