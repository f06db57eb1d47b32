-- What the last list changed, so that the office can undo it while nothing has built on it.
CREATE TABLE list_undo (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER REFERENCES contacts (id) ON DELETE CASCADE,
    about      BLOB    NOT NULL,              -- sealed JSON: the file's name, its rows, who saved it
    log        BLOB    NOT NULL,              -- sealed JSON: each row before and after
    at         INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);
