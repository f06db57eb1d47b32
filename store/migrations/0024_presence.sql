-- Who was there: what an instructor, an escort or the office noted after a class began.
CREATE TABLE presence (
    session_id     INTEGER NOT NULL REFERENCES sessions (id),
    participant_id INTEGER NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    present        INTEGER NOT NULL CHECK (present IN (0, 1)),
    staff_id       INTEGER REFERENCES staff (id) ON DELETE SET NULL,
    at             INTEGER NOT NULL,
    PRIMARY KEY (session_id, participant_id)
);
CREATE INDEX presence_by_participant ON presence (participant_id);
CREATE INDEX presence_by_staff ON presence (staff_id) WHERE staff_id IS NOT NULL;
