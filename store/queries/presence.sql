-- name: keep_presence!
INSERT INTO presence (session_id, participant_id, present, staff_id, at)
VALUES (:session_id, :participant_id, :present, :staff_id, :at)
ON CONFLICT (session_id, participant_id)
DO UPDATE SET present = excluded.present, staff_id = excluded.staff_id, at = excluded.at;

-- name: presence_of_session
SELECT participant_id, present FROM presence WHERE session_id = :session_id;

-- name: presence_is_noted$
SELECT EXISTS (SELECT 1 FROM presence WHERE participant_id = :participant_id);

-- name: presence_of_class
SELECT p.session_id, p.participant_id, p.present
FROM presence p JOIN sessions s ON s.id = p.session_id
WHERE s.programme_id = :programme_id AND s.skill = :skill
ORDER BY s.starts_at, s.id, p.participant_id;
