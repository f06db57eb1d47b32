-- name: lock_facts^
SELECT c.last_seen_at, c.silent_until, c.open_until, p.contact_id
FROM contacts c LEFT JOIN pins p ON p.contact_id = c.id
WHERE c.id = :contact_id;

-- name: contact_proven!
UPDATE contacts SET silent_until = NULL, open_until = :open_until WHERE id = :contact_id;

-- name: keep_pin!
INSERT INTO pins (contact_id, salt, pin_hash, set_at) VALUES (:contact_id, :salt, :pin_hash, :at)
ON CONFLICT (contact_id) DO UPDATE SET salt = excluded.salt, pin_hash = excluded.pin_hash,
    set_at = excluded.set_at;

-- name: pin_of^
SELECT salt, pin_hash FROM pins WHERE contact_id = :contact_id;

-- name: forget_pin!
DELETE FROM pins WHERE contact_id = :contact_id;

-- name: participants_linked_before
SELECT participant_id FROM links
WHERE contact_id = :contact_id AND ended_at IS NULL AND created_at < :before
  AND (expires_at IS NULL OR expires_at > :now);

-- name: has_role_since_before$
SELECT 1 FROM contacts c
WHERE c.id = :contact_id AND c.staff_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM invites i
    WHERE i.staff_id = c.staff_id AND i.used_by = c.id AND i.used_at >= :before);

-- name: hide!
UPDATE outbox SET is_veiled = 1 WHERE id = :id;

-- name: hidden_rows
SELECT id, contact_id, address, kind, body, session_id, session_start, announcement_id,
       not_before, expires_at, attempts, uncertain_count
FROM outbox
WHERE contact_id = :contact_id AND is_veiled = 1 AND state IN ('sending', 'sent', 'uncertain')
  AND body IS NOT NULL AND (expires_at IS NULL OR expires_at > :now)
ORDER BY id;

-- name: reveal!
UPDATE outbox SET is_veiled = 0 WHERE contact_id = :contact_id AND is_veiled = 1;
