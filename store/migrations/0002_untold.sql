-- What people last knew of a session that a list has changed since, until they are told.
CREATE TABLE untold (
    session_id INTEGER PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    starts_at  INTEGER NOT NULL,
    ends_at    INTEGER,
    place      TEXT    NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('planned', 'cancelled'))
);
