-- Tickets become conversations: what was written stands in rows of its own. Nothing wrote to the
-- first table. A number is never given twice, since it lives on in the chats of the office.
DROP TABLE tickets;
CREATE TABLE tickets (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id    INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    kind          TEXT    NOT NULL CHECK (kind IN ('question', 'correction')),
    state         TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'closed')),
    mark          TEXT    CHECK (mark IN ('distress', 'abuse')),
    waiting_since INTEGER,                    -- since when the asker waits, NULL while he doesn't
    due_at        INTEGER,
    reminded_at   INTEGER,                    -- the office, of this wait
    answered_by   INTEGER REFERENCES staff (id),
    version       INTEGER NOT NULL DEFAULT 1,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL
);
CREATE INDEX tickets_by_contact ON tickets (contact_id);
CREATE INDEX tickets_live ON tickets (state) WHERE state <> 'closed';
CREATE INDEX tickets_by_age ON tickets (updated_at);

CREATE TABLE ticket_texts (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    staff_id  INTEGER REFERENCES staff (id),  -- NULL: the asker
    body      BLOB,                           -- sealed, emptied when it is forgotten
    at        INTEGER NOT NULL
);
CREATE INDEX ticket_texts_by_ticket ON ticket_texts (ticket_id, id);

-- Which messages are about which ticket, so that they can be replied to; without a reference to
-- the ticket, since a reply to one that is gone must be known as such.
CREATE TABLE ticket_messages (
    outbox_key TEXT    PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    ticket_id  INTEGER NOT NULL,
    shown      INTEGER                        -- to the office: the ticket's version; 0 = none
);
CREATE INDEX ticket_messages_by_contact ON ticket_messages (contact_id);
CREATE INDEX ticket_messages_shown ON ticket_messages (ticket_id) WHERE shown IS NOT NULL;
