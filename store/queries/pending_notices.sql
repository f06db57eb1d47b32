-- name: keep_pending_notice!
INSERT INTO untold (session_id, starts_at, ends_at, place, state)
VALUES (:session_id, :starts_at, :ends_at, :place, :state)
ON CONFLICT (session_id) DO NOTHING;

-- name: forget_pending_notice!
DELETE FROM untold WHERE session_id = :session_id;

-- name: pending_notice_of_session^
SELECT starts_at, ends_at, place, state FROM untold WHERE session_id = :session_id;

-- name: sessions_with_pending_notice
SELECT u.session_id FROM untold u JOIN sessions s ON s.id = u.session_id
WHERE s.programme_id = :programme_id AND (s.starts_at > :now OR u.starts_at > :now)
ORDER BY u.starts_at, u.session_id;
