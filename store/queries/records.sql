-- name: add_import$
INSERT INTO imports (file_name, kind, programme_id, accepted, rejected, report, by_whom, at)
VALUES (:file_name, :kind, :programme_id, :accepted, :rejected, :report, :by_whom, :at)
RETURNING id;

-- name: add_audit$
INSERT INTO audit (at, actor, action, subject, previous, hash)
VALUES (:at, :actor, :action, :subject, :previous, :hash)
RETURNING id;

-- name: audit_entries
SELECT id, at, actor, action, subject, previous, hash FROM audit ORDER BY id;

-- name: last_audit_entry_before^
SELECT id, hash FROM audit
WHERE id < COALESCE((SELECT MIN(id) FROM audit WHERE at >= :before),
                    (SELECT MAX(id) + 1 FROM audit))
ORDER BY id DESC LIMIT 1;

-- name: last_audit_entry^
SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1;

-- name: delete_audit_to!
DELETE FROM audit WHERE id <= :entry;

-- name: audit_end^
SELECT entry, chain_hash, proof_hash FROM audit_ends WHERE which = :which;

-- name: keep_audit_end!
INSERT INTO audit_ends (which, entry, chain_hash, proof_hash)
VALUES (:which, :entry, :chain_hash, :proof_hash)
ON CONFLICT (which) DO UPDATE
SET entry = excluded.entry, chain_hash = excluded.chain_hash, proof_hash = excluded.proof_hash;

-- name: add_audit_end!
INSERT INTO audit_ends (which, entry, chain_hash, proof_hash)
VALUES (:which, :entry, :chain_hash, :proof_hash) ON CONFLICT DO NOTHING;
