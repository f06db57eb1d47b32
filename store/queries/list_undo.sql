-- name: add_list_undo$
INSERT INTO list_undo (contact_id, about, log, at, expires_at)
VALUES (:contact_id, :about, :log, :at, :expires_at) RETURNING id;

-- name: last_list_undo^
SELECT id, about, at FROM list_undo WHERE expires_at > :at ORDER BY id DESC LIMIT 1;

-- name: list_undo_log$
SELECT log FROM list_undo WHERE id = :id AND expires_at > :at;

-- name: forget_list_undo!
DELETE FROM list_undo;

-- name: expire_list_undo!
DELETE FROM list_undo WHERE expires_at <= :at;
