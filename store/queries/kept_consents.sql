-- name: note_ended_consents!
UPDATE consents SET ended_at = :at
WHERE contact_id IS NULL AND participant_id IS NULL AND ended_at IS NULL;

-- name: forget_some_consents!
DELETE FROM consents WHERE id IN (
    SELECT id FROM consents
    WHERE contact_id IS NULL AND participant_id IS NULL AND ended_at < :before
    ORDER BY ended_at LIMIT :most);

-- name: all_consents
SELECT who, version, language, paper, given_at, withdrawn_at, ended_at FROM consents ORDER BY id;
