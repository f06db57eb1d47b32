-- What an instructor wrote with a link, a number or a sum of money, until the office has confirmed it.
CREATE TABLE held_announcements (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    body       BLOB    NOT NULL,              -- sealed: the changes and their sessions, as JSON
    by_contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    state      TEXT    NOT NULL CHECK (state IN ('waiting', 'sent', 'declined', 'expired')),
    expires_at INTEGER NOT NULL
);
CREATE INDEX held_announcements_by_contact ON held_announcements (by_contact);
CREATE INDEX held_announcements_by_expiry ON held_announcements (expires_at);
