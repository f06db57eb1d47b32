-- A chat that has to prove itself is told nothing personal: one with a PIN, one that was silent for
-- long. What it was only told to be there (`is_veiled`) is told when it has.
CREATE TABLE pins (
    contact_id INTEGER PRIMARY KEY REFERENCES contacts (id) ON DELETE CASCADE,
    salt       BLOB    NOT NULL,
    pin_hash   BLOB    NOT NULL,              -- scrypt over a keyed hash
    set_at     INTEGER NOT NULL
);
ALTER TABLE contacts ADD COLUMN silent_until INTEGER; -- wrote then after a long silence, unproven
ALTER TABLE contacts ADD COLUMN open_until INTEGER;   -- the PIN was right: open until then
ALTER TABLE outbox ADD COLUMN is_veiled INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_veiled ON outbox (contact_id, id) WHERE is_veiled = 1;

-- Who asked for being erased from the office's lists. It outlives the chat it was asked in; the
-- contact, if there still is one, is told what became of it. A row that is settled goes.
CREATE TABLE erasure_requests (
    id             INTEGER PRIMARY KEY,
    participant_id INTEGER NOT NULL UNIQUE REFERENCES participants (id) ON DELETE CASCADE,
    contact_id     INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
    asked_at       INTEGER NOT NULL,
    due_at         INTEGER NOT NULL
);
CREATE INDEX erasure_requests_by_contact ON erasure_requests (contact_id);

-- Random ids of chats that were deleted, so that a restored backup doesn't bring them back.
CREATE TABLE deleted_chats (
    uid TEXT    PRIMARY KEY,
    at  INTEGER NOT NULL
);
CREATE INDEX consents_by_participant ON consents (participant_id) WHERE participant_id IS NOT NULL;
CREATE INDEX examples_by_contact ON examples (contact_id);
CREATE INDEX attendance_by_contact ON attendance (contact_id);
CREATE INDEX invites_by_participant ON invites (participant_id);
