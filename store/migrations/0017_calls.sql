-- Who was called because the bot did not reach him about a class: for all colleagues.
CREATE TABLE calls (
    session_id      INTEGER NOT NULL REFERENCES sessions (id),
    announcement_id INTEGER NOT NULL,         -- the newest one then; 0: none yet
    participant_id  INTEGER NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    staff_id        INTEGER REFERENCES staff (id) ON DELETE SET NULL,
    at              INTEGER NOT NULL,
    PRIMARY KEY (session_id, announcement_id, participant_id)
);
CREATE INDEX calls_by_participant ON calls (participant_id);
CREATE INDEX calls_by_staff ON calls (staff_id) WHERE staff_id IS NOT NULL;
