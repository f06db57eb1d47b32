-- Where the audit's chain begins (the last entry that was cut away) and ends, each with a keyed hash
-- of it: whoever can write the file but has no key can neither rewrite the chain nor shorten it.
CREATE TABLE audit_ends (
    which      TEXT    PRIMARY KEY CHECK (which IN ('anchor', 'tip')),
    entry      INTEGER NOT NULL,
    chain_hash BLOB    NOT NULL,
    proof_hash BLOB    NOT NULL
);
