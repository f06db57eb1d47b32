-- Roles are sealed from here on, so the column takes bytes; see 0014 on changing the schema's text.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'role       TEXT    NOT NULL CHECK (role IN (''admin'', ''staff'', ''instructor'', ''escort''))',
                       'role       BLOB    NOT NULL')
WHERE type = 'table' AND name = 'staff';
PRAGMA writable_schema = RESET;
CREATE TABLE schema_is_new (id INTEGER);
DROP TABLE schema_is_new;
