-- Chats that somebody said are not his: out of use for a day, so that it can be undone.
CREATE TABLE set_aside_chats (
    contact_id INTEGER PRIMARY KEY REFERENCES contacts (id) ON DELETE CASCADE,
    channel    TEXT    NOT NULL,
    address    TEXT    NOT NULL,
    staff_id   INTEGER REFERENCES staff (id),
    at         INTEGER NOT NULL
);
CREATE INDEX set_aside_chats_by_address ON set_aside_chats (channel, address);
