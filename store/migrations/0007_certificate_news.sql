-- A duplicate takes the place of a lost certificate.
ALTER TABLE certificates ADD COLUMN duplicate_of INTEGER REFERENCES certificates (id) ON DELETE SET NULL;
CREATE UNIQUE INDEX certificates_by_original ON certificates (duplicate_of)
    WHERE duplicate_of IS NOT NULL;

-- A step that a list set and nobody has been told of, or has decided to keep silent.
ALTER TABLE certificate_events ADD COLUMN untold INTEGER NOT NULL DEFAULT 0;
CREATE INDEX certificate_events_untold ON certificate_events (certificate_id) WHERE untold = 1;

CREATE INDEX certificate_events_by_time ON certificate_events (at);

-- Which steps a message tells. While it waits it follows its certificates: `event_id` is the newest.
CREATE TABLE certificate_notices (
    outbox_key     TEXT    NOT NULL REFERENCES outbox (dedupe_key) ON DELETE CASCADE,
    certificate_id INTEGER NOT NULL REFERENCES certificates (id) ON DELETE CASCADE,
    event_id       INTEGER NOT NULL REFERENCES certificate_events (id) ON DELETE CASCADE,
    known          TEXT,                      -- the step this chat knew before
    PRIMARY KEY (outbox_key, certificate_id)
);
CREATE INDEX certificate_notices_by_certificate ON certificate_notices (certificate_id);
CREATE INDEX certificate_notices_by_event ON certificate_notices (event_id);

-- What a chat said to a certificate that is ready, or that it is lost.
CREATE TABLE certificate_answers (
    certificate_id INTEGER PRIMARY KEY REFERENCES certificates (id) ON DELETE CASCADE,
    contact_id     INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    answer         TEXT    NOT NULL CHECK (answer IN
                   ('myself', 'proxy', 'cannot', 'collected', 'lost')),
    proxy          BLOB,                      -- sealed: who collects in his place
    at             INTEGER NOT NULL
);
CREATE INDEX certificate_answers_by_contact ON certificate_answers (contact_id);
