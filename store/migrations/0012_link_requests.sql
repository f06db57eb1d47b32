-- Chats without a code that want to be linked. What was written is emptied once it is answered.
CREATE TABLE link_requests (
    id           INTEGER PRIMARY KEY,
    contact_id   INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    text         BLOB,                        -- sealed
    phone        BLOB,                        -- sealed
    phone_is_own INTEGER NOT NULL DEFAULT 0,  -- the channel vouches for it being the asker's
    state        TEXT    NOT NULL CHECK (state IN ('open', 'approved', 'declined')),
    proven_by    TEXT    NOT NULL DEFAULT 'request' CHECK (proven_by IN ('request', 'phone')),
    invite_id    INTEGER REFERENCES invites (id) ON DELETE SET NULL,
    decided_by   TEXT,
    created_at   INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    decided_at   INTEGER
);
CREATE UNIQUE INDEX link_requests_open ON link_requests (contact_id) WHERE state = 'open';
CREATE INDEX link_requests_by_contact ON link_requests (contact_id, id);
CREATE INDEX link_requests_by_due ON link_requests (due_at) WHERE state = 'open';
CREATE INDEX link_requests_by_invite ON link_requests (invite_id) WHERE invite_id IS NOT NULL;

-- What a list says of a linked participant's birth date: it proves him, so the office decides.
CREATE TABLE birth_date_changes (
    participant_id INTEGER PRIMARY KEY REFERENCES participants (id) ON DELETE CASCADE,
    birth_date     BLOB    NOT NULL,          -- sealed, ISO
    state          TEXT    NOT NULL CHECK (state IN ('waiting', 'left')),
    at             INTEGER NOT NULL
);
CREATE INDEX birth_date_changes_waiting ON birth_date_changes (at) WHERE state = 'waiting';
