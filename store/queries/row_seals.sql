-- name: row_seals
SELECT name, row, seal_hash FROM row_seals;

-- name: keep_row_seal!
INSERT INTO row_seals (name, row, seal_hash) VALUES (:name, :row, :seal_hash);

-- name: forget_row_seal!
DELETE FROM row_seals WHERE name = :name AND row = :row;

-- name: seal_sum^
SELECT rows, sum_hash, proof_hash FROM seal_sums WHERE one = 1;

-- name: keep_seal_sum!
INSERT INTO seal_sums (one, rows, sum_hash, proof_hash) VALUES (1, :rows, :sum_hash, :proof_hash)
ON CONFLICT (one) DO UPDATE SET rows = excluded.rows, sum_hash = excluded.sum_hash,
    proof_hash = excluded.proof_hash;

-- name: holds_anybody$
SELECT EXISTS (SELECT 1 FROM participants) OR EXISTS (SELECT 1 FROM staff)
    OR EXISTS (SELECT 1 FROM contacts);

-- What takes the power from a row that was written without the key.

-- name: distrust_contact!
UPDATE contacts SET staff_id = NULL, open_until = NULL WHERE id = :id;

-- name: distrust_links_of_contact!
UPDATE links SET ended_at = created_at WHERE contact_id = :id AND ended_at IS NULL;

-- name: distrust_staff!
UPDATE staff SET active = 0 WHERE id = :id;

-- name: distrust_link!
UPDATE links SET ended_at = created_at WHERE id = :id;

-- name: distrust_consent!
UPDATE consents SET withdrawn_at = given_at WHERE id = :id;

-- name: distrust_pin!
-- A PIN that was deleted comes back as one that nothing opens but a new code.
INSERT INTO pins (contact_id, salt, pin_hash, set_at)
SELECT id, X'', X'', created_at FROM contacts WHERE id = :id
ON CONFLICT (contact_id) DO UPDATE SET salt = excluded.salt, pin_hash = excluded.pin_hash;

-- name: distrust_open_chat!
UPDATE contacts SET open_until = NULL WHERE id = :id;

-- name: distrust_invite!
UPDATE invites SET revoked_at = created_at WHERE id = :id;

-- name: distrust_link_request!
UPDATE link_requests SET state = 'declined', invite_id = NULL WHERE id = :id;

-- name: distrust_set_aside_chat!
UPDATE set_aside_chats SET staff_id = NULL WHERE contact_id = :id;

-- name: distrust_participant!
UPDATE participants SET birth_date = NULL, phone_is_own = 0 WHERE id = :id;

-- name: distrust_links_of_participant!
UPDATE links SET ended_at = created_at WHERE participant_id = :id AND ended_at IS NULL;
