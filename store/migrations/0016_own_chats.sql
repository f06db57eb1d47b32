-- Who has ever had a chat of his own, as keyed hashes of his number and of his phones: it outlives
-- his links, his chat and his erasure. A phone number alone never links him again.
CREATE TABLE own_chats (
    person_hash BLOB    PRIMARY KEY,
    at          INTEGER NOT NULL
);
