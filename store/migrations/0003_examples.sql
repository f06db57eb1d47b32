-- Texts the bot was not sure about, with the button that was then chosen: for the office to review.
CREATE TABLE examples (
    id         INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    text       BLOB    NOT NULL,              -- sealed
    choice     TEXT    NOT NULL,              -- the button's data
    at         INTEGER NOT NULL
);
CREATE INDEX examples_by_age ON examples (at);
