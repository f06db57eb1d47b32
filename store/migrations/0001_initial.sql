-- The first shape of everything. Times are UTC epoch seconds. BLOB columns named below hold sealed
-- (encrypted) text: names, birth dates, phones, bodies, free texts. *_key columns hold a number's
-- letters and digits only, *_hash columns a keyed hash.

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL                       -- sealed
);

CREATE TABLE programmes (
    id         INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL UNIQUE,
    year       INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE skills (
    code  TEXT PRIMARY KEY,
    label TEXT NOT NULL
);
INSERT INTO skills (code, label) VALUES
    ('desain_interior', 'Desain Interior'),
    ('konstruksi', 'Konstruksi'),
    ('meubeler', 'Meubeler'),
    ('pengelasan', 'Pengelasan');

CREATE TABLE staff (
    id         INTEGER PRIMARY KEY,
    name       BLOB    NOT NULL,              -- sealed
    name_hash  BLOB    NOT NULL UNIQUE,
    role       TEXT    NOT NULL CHECK (role IN ('admin', 'staff', 'instructor', 'escort')),
    skills     TEXT    NOT NULL DEFAULT '',   -- codes, comma between
    programme_id INTEGER REFERENCES programmes (id),
    active     INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL
);

CREATE TABLE sessions (
    id           INTEGER PRIMARY KEY,
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    skill        TEXT    NOT NULL REFERENCES skills (code),
    topic        TEXT    NOT NULL DEFAULT '',
    topic_key    TEXT    NOT NULL DEFAULT '',
    starts_at    INTEGER NOT NULL,
    ends_at      INTEGER,
    place        TEXT    NOT NULL DEFAULT '',
    instructor   BLOB,                        -- sealed
    state        TEXT    NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'cancelled')),
    reason       BLOB,                        -- sealed
    version      INTEGER NOT NULL DEFAULT 1,
    announced_version INTEGER NOT NULL DEFAULT 1,
    start_set_at INTEGER NOT NULL,            -- when the present start became known
    missing_since INTEGER,                    -- not on the newest list: no reminder until confirmed
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL
);
CREATE INDEX sessions_by_start ON sessions (starts_at);
CREATE INDEX sessions_by_programme ON sessions (programme_id, skill, starts_at);

CREATE TABLE participants (
    id           INTEGER PRIMARY KEY,
    uid          TEXT    NOT NULL UNIQUE,     -- random: what the audit names
    number       TEXT    NOT NULL,
    number_key   TEXT    NOT NULL UNIQUE,
    name         BLOB    NOT NULL,            -- sealed
    birth_date   BLOB,                        -- sealed, ISO
    phones       BLOB,                        -- sealed, JSON list of E.164
    phone_is_own INTEGER NOT NULL DEFAULT 0,
    sex          TEXT,
    birth_place  BLOB,                        -- sealed
    note         BLOB,                        -- sealed
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL
);

CREATE TABLE participant_phones (
    participant_id INTEGER NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    phone_hash     BLOB    NOT NULL,
    PRIMARY KEY (participant_id, phone_hash)
);
CREATE INDEX participant_phones_by_hash ON participant_phones (phone_hash);

CREATE TABLE enrolments (
    participant_id INTEGER NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    programme_id   INTEGER NOT NULL REFERENCES programmes (id),
    skill          TEXT    NOT NULL REFERENCES skills (code),
    created_at     INTEGER NOT NULL,
    PRIMARY KEY (participant_id, programme_id, skill)
);
CREATE INDEX enrolments_by_class ON enrolments (programme_id, skill);

CREATE TABLE certificates (
    id              INTEGER PRIMARY KEY,
    participant_id  INTEGER NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    kind            TEXT    NOT NULL CHECK (kind IN ('competence', 'training')),
    skill           TEXT    NOT NULL REFERENCES skills (code),
    scheme          TEXT    NOT NULL DEFAULT '',
    step            TEXT    NOT NULL,
    number          TEXT, number_key TEXT UNIQUE,
    registration    TEXT, registration_key TEXT,
    blank           TEXT, blank_key TEXT,
    issued_on       TEXT,
    valid_until     TEXT,
    place           TEXT    NOT NULL DEFAULT '',
    step_at         INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
);
CREATE INDEX certificates_by_participant ON certificates (participant_id);
CREATE INDEX certificates_by_registration ON certificates (registration_key);
CREATE INDEX certificates_by_blank ON certificates (blank_key);
CREATE INDEX certificates_by_step ON certificates (step, valid_until);

CREATE TABLE certificate_events (
    id             INTEGER PRIMARY KEY,
    certificate_id INTEGER NOT NULL REFERENCES certificates (id) ON DELETE CASCADE,
    from_step      TEXT,
    to_step        TEXT    NOT NULL,
    reason         BLOB,                      -- sealed
    set_by         TEXT    NOT NULL,
    at             INTEGER NOT NULL
);
CREATE INDEX certificate_events_by_certificate ON certificate_events (certificate_id, at);

CREATE TABLE contacts (
    id             INTEGER PRIMARY KEY,
    uid            TEXT    NOT NULL UNIQUE,
    channel        TEXT    NOT NULL,
    address        TEXT    NOT NULL,
    language       TEXT,                      -- NULL = the programme's
    staff_id       INTEGER REFERENCES staff (id),
    reminders      INTEGER NOT NULL DEFAULT 1,
    reachable      INTEGER NOT NULL DEFAULT 1,
    unreachable_reason TEXT,
    created_at     INTEGER NOT NULL,
    last_seen_at   INTEGER NOT NULL,
    UNIQUE (channel, address)
);

CREATE TABLE consents (
    id           INTEGER PRIMARY KEY,
    contact_id   INTEGER REFERENCES contacts (id) ON DELETE CASCADE,
    participant_id INTEGER REFERENCES participants (id) ON DELETE CASCADE,
    version      TEXT    NOT NULL,
    language     TEXT    NOT NULL,
    wording      TEXT    NOT NULL,
    channel      TEXT    NOT NULL,
    paper        BLOB,                        -- sealed: number of the signed paper
    given_at     INTEGER NOT NULL,
    withdrawn_at INTEGER
);
CREATE INDEX consents_by_contact ON consents (contact_id);

CREATE TABLE invites (
    id             INTEGER PRIMARY KEY,
    code_hash      BLOB    NOT NULL UNIQUE,
    kind           TEXT    NOT NULL CHECK (kind IN ('self', 'family', 'staff', 'escort')),
    participant_id INTEGER REFERENCES participants (id) ON DELETE CASCADE,
    staff_id       INTEGER REFERENCES staff (id),
    topics         TEXT    NOT NULL DEFAULT '',
    consent_paper  BLOB,                      -- sealed
    created_by     TEXT    NOT NULL,
    created_at     INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    used_at        INTEGER,
    used_by        INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
    revoked_at     INTEGER
);

CREATE TABLE links (
    id             INTEGER PRIMARY KEY,
    contact_id     INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    participant_id INTEGER NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    relation       TEXT    NOT NULL CHECK (relation IN ('self', 'family')),
    topics         TEXT    NOT NULL,          -- comma between: schedule, certificate, result
    muted          TEXT    NOT NULL DEFAULT '', -- topics this chat doesn't want pushed
    nickname       BLOB,                      -- sealed
    proven_by      TEXT    NOT NULL,
    allowed_by     TEXT    NOT NULL,
    created_at     INTEGER NOT NULL,
    expires_at     INTEGER,
    ended_at       INTEGER
);
CREATE UNIQUE INDEX links_once ON links (contact_id, participant_id) WHERE ended_at IS NULL;
CREATE INDEX links_by_participant ON links (participant_id) WHERE ended_at IS NULL;

CREATE TABLE conversations (
    contact_id INTEGER PRIMARY KEY REFERENCES contacts (id) ON DELETE CASCADE,
    state      TEXT    NOT NULL DEFAULT '',
    data       BLOB,                          -- sealed JSON
    choices    BLOB,                          -- sealed JSON: the buttons last shown
    expires_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);

CREATE TABLE inbox (
    id          INTEGER PRIMARY KEY,
    channel     TEXT    NOT NULL,
    event_id    TEXT    NOT NULL,
    body        BLOB,                         -- sealed, emptied when done
    state       TEXT    NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'unreadable')),
    received_at INTEGER NOT NULL,
    done_at     INTEGER,
    UNIQUE (channel, event_id)
);
CREATE INDEX inbox_waiting ON inbox (id) WHERE state = 'waiting';
CREATE INDEX inbox_by_age ON inbox (received_at);

CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY,
    channel     TEXT    NOT NULL,
    contact_id  INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    address     TEXT    NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind IN ('reply', 'reminder', 'announcement', 'broadcast', 'notice')),
    priority    INTEGER NOT NULL,
    dedupe_key  TEXT    NOT NULL UNIQUE,
    body        BLOB,                         -- sealed: an Outgoing (reply) or data (any other kind)
    session_id  INTEGER REFERENCES sessions (id),
    session_start INTEGER,                    -- the start this message is about
    announcement_id INTEGER REFERENCES announcements (id),
    edit_of     TEXT,
    state       TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN
                ('queued', 'sending', 'sent', 'failed', 'uncertain', 'cancelled', 'expired')),
    not_before  INTEGER NOT NULL,
    expires_at  INTEGER,
    attempts    INTEGER NOT NULL DEFAULT 0,
    uncertain_count INTEGER NOT NULL DEFAULT 0,
    lease_owner TEXT,
    lease_until INTEGER,
    provider_id TEXT,
    reason      TEXT,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
);
CREATE INDEX outbox_due ON outbox (channel, priority, not_before, id) WHERE state = 'queued';
CREATE INDEX outbox_sending ON outbox (channel) WHERE state = 'sending';
CREATE INDEX outbox_uncertain ON outbox (channel) WHERE state = 'uncertain';
CREATE INDEX outbox_by_contact ON outbox (contact_id, state);
CREATE INDEX outbox_by_session ON outbox (session_id, state) WHERE session_id IS NOT NULL;
CREATE INDEX outbox_by_announcement ON outbox (announcement_id, state) WHERE announcement_id IS NOT NULL;
CREATE INDEX outbox_by_age ON outbox (updated_at);

CREATE TABLE accounts (
    channel     TEXT PRIMARY KEY,
    lease_owner TEXT,
    lease_until INTEGER,
    stopped_reason TEXT,
    stopped_at  INTEGER,
    held_until  INTEGER                       -- a 429 holds the whole account
);

CREATE TABLE announcements (
    id         INTEGER PRIMARY KEY,
    kind       TEXT    NOT NULL,              -- moved, cancelled, room, instructor, info, broadcast
    session_id INTEGER REFERENCES sessions (id),
    session_version INTEGER,
    body       BLOB    NOT NULL,              -- sealed JSON: the structured change
    by_contact INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
    without_chat INTEGER NOT NULL DEFAULT 0,
    progress_key TEXT,                        -- outbox key of the message that shows how far it is
    progress_digest TEXT,
    created_at INTEGER NOT NULL,
    stopped_at INTEGER,
    finished_at INTEGER
);
CREATE INDEX announcements_by_session ON announcements (session_id);
CREATE INDEX announcements_under_way ON announcements (id) WHERE finished_at IS NULL;

CREATE TABLE attendance (
    session_id     INTEGER NOT NULL REFERENCES sessions (id),
    participant_id INTEGER NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    contact_id     INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
    coming         INTEGER NOT NULL,
    at             INTEGER NOT NULL,
    PRIMARY KEY (session_id, participant_id)
);

CREATE TABLE tickets (
    id          INTEGER PRIMARY KEY,
    contact_id  INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    kind        TEXT    NOT NULL DEFAULT 'question',
    body        BLOB    NOT NULL,             -- sealed
    answer      BLOB,                         -- sealed
    state       TEXT    NOT NULL DEFAULT 'open',
    due_at      INTEGER,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
);

CREATE TABLE attempts (
    id      INTEGER PRIMARY KEY,
    subject BLOB    NOT NULL,                 -- keyed hash of chat, number or birth date
    detail  BLOB,                             -- keyed hash of what was tried there
    at      INTEGER NOT NULL
);
CREATE INDEX attempts_by_subject ON attempts (subject, at);
CREATE INDEX attempts_by_age ON attempts (at);

CREATE TABLE erased (
    participant_hash BLOB PRIMARY KEY,
    at               INTEGER NOT NULL
);

CREATE TABLE audit (
    id       INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    actor    TEXT    NOT NULL,
    action   TEXT    NOT NULL,
    subject  TEXT    NOT NULL DEFAULT '',
    previous BLOB    NOT NULL,
    hash     BLOB    NOT NULL
);

CREATE TABLE imports (
    id           INTEGER PRIMARY KEY,
    file_name    BLOB    NOT NULL,            -- sealed
    kind         TEXT    NOT NULL,
    programme_id INTEGER REFERENCES programmes (id),
    accepted     INTEGER NOT NULL,
    rejected     INTEGER NOT NULL,
    report       BLOB    NOT NULL,            -- sealed JSON
    by_whom      TEXT    NOT NULL,
    at           INTEGER NOT NULL
);

CREATE TABLE job_runs (
    job TEXT PRIMARY KEY,
    at  INTEGER NOT NULL
);
