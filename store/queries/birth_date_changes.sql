-- name: keep_birth_date_change!
INSERT INTO birth_date_changes (participant_id, birth_date, state, at)
VALUES (:participant_id, :birth_date, 'waiting', :at)
ON CONFLICT (participant_id) DO UPDATE
SET birth_date = excluded.birth_date, state = 'waiting', at = excluded.at;

-- name: birth_date_change^
SELECT birth_date, state FROM birth_date_changes WHERE participant_id = :participant_id;

-- name: waiting_birth_date_changes
SELECT participant_id, birth_date FROM birth_date_changes
WHERE state = 'waiting' ORDER BY at, participant_id;

-- name: leave_birth_date!
UPDATE birth_date_changes SET state = 'left', at = :at
WHERE participant_id = :participant_id AND state = 'waiting';

-- name: forget_birth_date_change!
DELETE FROM birth_date_changes WHERE participant_id = :participant_id;
