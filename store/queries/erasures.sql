-- name: add_erasure_request^
INSERT INTO erasure_requests (participant_id, contact_id, asked_at, due_at)
VALUES (:participant_id, :contact_id, :at, :due_at)
ON CONFLICT (participant_id) DO UPDATE SET contact_id = excluded.contact_id
RETURNING id, participant_id, contact_id, asked_at, due_at;

-- name: erasure_requests
SELECT id, participant_id, contact_id, asked_at, due_at FROM erasure_requests ORDER BY due_at, id;

-- name: erasure_request_of^
SELECT id, participant_id, contact_id, asked_at, due_at FROM erasure_requests
WHERE participant_id = :participant_id;

-- name: settle_erasure_request!
DELETE FROM erasure_requests WHERE participant_id = :participant_id;

-- name: participant_of_uid$
SELECT id FROM participants WHERE uid = :uid;

-- name: erase_participant!
DELETE FROM participants WHERE id = :id;

-- name: keep_erased!
INSERT INTO erased (participant_hash, at) VALUES (:participant_hash, :at)
ON CONFLICT (participant_hash) DO NOTHING;

-- name: forget_erased!
DELETE FROM erased WHERE participant_hash = :participant_hash;

-- name: erased_hashes
SELECT participant_hash, at FROM erased ORDER BY at;

-- name: keep_deleted_chat!
INSERT INTO deleted_chats (uid, at) VALUES (:uid, :at) ON CONFLICT (uid) DO NOTHING;

-- name: deleted_chats
SELECT uid, at FROM deleted_chats ORDER BY at;

-- name: delete_contacts_deleted_before!
DELETE FROM contacts WHERE uid IN (SELECT uid FROM deleted_chats);

-- name: forget_deleted_chat!
DELETE FROM deleted_chats WHERE uid = :uid;
