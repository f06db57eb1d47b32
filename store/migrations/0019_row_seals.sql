-- Whoever can write the file but has no key must not be able to give himself a role or a link: each row
-- that says who may what has a keyed hash of its values, and all of these have one together.
CREATE TABLE row_seals (
    name      TEXT    NOT NULL,               -- the table
    row       INTEGER NOT NULL,               -- its primary key
    seal_hash BLOB    NOT NULL,
    PRIMARY KEY (name, row)
);
CREATE TABLE seal_sums (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    rows       INTEGER NOT NULL,
    sum_hash   BLOB    NOT NULL,
    proof_hash BLOB    NOT NULL
);
