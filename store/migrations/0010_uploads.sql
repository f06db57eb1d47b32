-- Lists that the office sent to the bot, from the file's coming until somebody has decided.
CREATE TABLE uploads (
    id         INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    document   BLOB    NOT NULL,              -- sealed JSON: where the channel has the file
    message    TEXT,                          -- the message that brought it, while it is in the chat
    state      TEXT    NOT NULL CHECK (state IN ('noted', 'read', 'over')),
    tries      INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL,
    reading    BLOB,                          -- sealed JSON: what was read, until it is decided
    programme_id INTEGER REFERENCES programmes (id),
    shown_hash BLOB,                          -- keyed hash of what the preview said would happen
    expires_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE INDEX uploads_by_contact ON uploads (contact_id);
CREATE INDEX uploads_by_state ON uploads (state, not_before);
-- The consent on paper that a family code, and the link made with it, rests on.
ALTER TABLE invites ADD COLUMN consent_id INTEGER REFERENCES consents (id) ON DELETE SET NULL;
CREATE INDEX invites_by_consent ON invites (consent_id) WHERE consent_id IS NOT NULL;
