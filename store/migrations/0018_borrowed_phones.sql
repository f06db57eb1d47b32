-- In which chats, as keyed hashes that outlive the chat, a code was used on a borrowed phone: there
-- it never makes a chat of somebody's own.
CREATE TABLE borrowed_phones (
    invite_id INTEGER NOT NULL REFERENCES invites (id) ON DELETE CASCADE,
    chat_hash BLOB    NOT NULL,
    PRIMARY KEY (invite_id, chat_hash)
);
