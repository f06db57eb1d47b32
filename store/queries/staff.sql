-- name: staff_by_hash^
SELECT id, name, role, skills, programme_id FROM staff WHERE name_hash = :name_hash;

-- name: staff_by_id^
SELECT id, name, role, skills, programme_id FROM staff WHERE id = :id AND active = 1;

-- name: all_staff
SELECT id, name, role, skills, programme_id FROM staff WHERE active = 1 ORDER BY id;

-- name: add_staff$
INSERT INTO staff (name, name_hash, role, skills, programme_id, created_at)
VALUES (:name, :name_hash, :role, :skills, :programme_id, :at)
RETURNING id;

-- name: change_staff!
UPDATE staff SET name = :name, name_hash = :name_hash, role = :role, skills = :skills, active = 1
WHERE id = :id;

-- name: end_staff!
UPDATE staff SET active = 0 WHERE id = :id AND active = 1;

-- name: restore_staff!
UPDATE staff SET active = 1 WHERE id = :id AND active = 0;

-- name: ended_staff
SELECT id, name, role, skills, programme_id FROM staff WHERE active = 0 ORDER BY id;

-- name: staff_with_chat
SELECT DISTINCT staff_id FROM contacts WHERE staff_id IS NOT NULL;

-- name: unlink_staff!
UPDATE contacts SET staff_id = NULL WHERE staff_id = :id;

-- name: revoke_staff_invites!
UPDATE invites SET revoked_at = :at
WHERE staff_id = :id AND used_at IS NULL AND revoked_at IS NULL;
