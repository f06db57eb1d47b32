-- Proofs of a certificate that its holder shows to employers. Their places in the lists of what no
-- longer holds are kept apart: they outlast an erased participant, so that his proofs stay ended,
-- and say nothing of anybody.
CREATE TABLE proof_places (
    place      INTEGER PRIMARY KEY,           -- random: the order of issue is not told
    expires_at INTEGER NOT NULL
);

CREATE TABLE employer_proofs (
    id             INTEGER PRIMARY KEY,
    code_hash      BLOB    NOT NULL UNIQUE,
    participant_id INTEGER NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    certificate_id INTEGER NOT NULL REFERENCES certificates (id) ON DELETE CASCADE,
    contact_id     INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
    place          INTEGER NOT NULL UNIQUE REFERENCES proof_places (place),
    statement      BLOB    NOT NULL,          -- sealed JSON
    issued_at      INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    revoked_at     INTEGER
);
CREATE INDEX employer_proofs_by_participant ON employer_proofs (participant_id, issued_at);
CREATE INDEX employer_proofs_by_certificate ON employer_proofs (certificate_id);
CREATE INDEX employer_proofs_by_contact ON employer_proofs (contact_id)
    WHERE contact_id IS NOT NULL;
