-- name: take_place$
INSERT INTO proof_places (place, expires_at) VALUES (:place, :expires_at)
ON CONFLICT (place) DO NOTHING RETURNING place;

-- name: add_employer_proof$
INSERT INTO employer_proofs (code_hash, participant_id, certificate_id, contact_id, place,
    statement, issued_at, expires_at)
VALUES (:code_hash, :participant_id, :certificate_id, :contact_id, :place, :statement, :issued_at,
    :expires_at)
RETURNING id;

-- name: employer_proof_by_hash^
SELECT id, participant_id, certificate_id, place, statement, issued_at, expires_at, revoked_at
FROM employer_proofs WHERE code_hash = :code_hash;

-- name: employer_proofs_of
SELECT id, participant_id, certificate_id, place, statement, issued_at, expires_at, revoked_at
FROM employer_proofs WHERE participant_id = :participant_id ORDER BY issued_at DESC, id DESC;

-- name: employer_proofs_at
SELECT pl.place, p.id, p.participant_id, p.certificate_id, p.place, p.statement, p.issued_at,
       p.expires_at, p.revoked_at
FROM proof_places pl LEFT JOIN employer_proofs p ON p.place = pl.place
WHERE pl.expires_at > :now ORDER BY pl.place;

-- name: revoke_employer_proof!
UPDATE employer_proofs SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL;

-- name: revoke_employer_proofs_of_chat!
UPDATE employer_proofs SET revoked_at = :at
WHERE contact_id = :contact_id AND revoked_at IS NULL;

-- name: forget_employer_proofs!
DELETE FROM employer_proofs WHERE expires_at < :before;

-- name: forget_proof_places!
DELETE FROM proof_places WHERE expires_at < :before
AND NOT EXISTS (SELECT 1 FROM employer_proofs p WHERE p.place = proof_places.place);
