-- name: add_invite$
INSERT INTO invites (code_hash, kind, participant_id, staff_id, topics, consent_paper, consent_id,
                     created_by, created_at, expires_at)
VALUES (:code_hash, :kind, :participant_id, :staff_id, :topics, :consent_paper, :consent_id,
        :created_by, :at, :expires_at)
RETURNING id;

-- name: invite_by_hash^
SELECT id, kind, participant_id, staff_id, topics, created_by, expires_at, used_at, used_by,
       revoked_at
FROM invites WHERE code_hash = :code_hash;

-- name: usable_invite^
SELECT id, kind, participant_id, staff_id, topics, created_by, expires_at, used_at, used_by,
       revoked_at
FROM invites
WHERE code_hash = :code_hash AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :now;

-- name: invite_was_used_by$
SELECT 1 FROM invites WHERE code_hash = :code_hash AND used_by = :contact_id;

-- name: invite_by_id^
SELECT id, kind, participant_id, staff_id, topics, created_by, expires_at, used_at, used_by,
       revoked_at
FROM invites WHERE id = :id;

-- name: use_invite!
UPDATE invites SET used_at = :at, used_by = :contact_id
WHERE id = :id AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :at;

-- name: keep_borrowed_phone!
INSERT INTO borrowed_phones (invite_id, chat_hash) VALUES (:invite_id, :chat_hash)
ON CONFLICT (invite_id, chat_hash) DO NOTHING;

-- name: is_borrowed_phone$
SELECT EXISTS (
    SELECT 1 FROM borrowed_phones WHERE invite_id = :invite_id AND chat_hash = :chat_hash);

-- name: revoke_invite!
UPDATE invites SET revoked_at = :at WHERE id = :id AND used_at IS NULL AND revoked_at IS NULL;

-- name: revoke_family_invites!
UPDATE invites SET revoked_at = :at
WHERE participant_id = :participant_id AND kind = 'family' AND used_at IS NULL
  AND revoked_at IS NULL;
