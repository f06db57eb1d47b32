-- name: add_announcement$
INSERT INTO announcements (kind, session_id, session_version, body, by_contact, without_chat,
                           created_at)
VALUES (:kind, :session_id, :session_version, :body, :by_contact, :without_chat, :at)
RETURNING id;

-- name: announcement_by_id^
SELECT id, session_id, body, by_contact, progress_key, progress_digest, stopped_at
FROM announcements WHERE id = :id;

-- name: announced_of_session
SELECT id FROM announcements WHERE session_id = :session_id AND kind <> 'info' ORDER BY id;

-- name: session_was_added$
SELECT COUNT(*) FROM announcements WHERE session_id = :session_id AND kind = 'added';

-- name: first_missed$
SELECT MIN(a.id) FROM announcements a
JOIN outbox o ON o.announcement_id = a.id AND o.contact_id = :contact_id
WHERE a.session_id = :session_id AND a.kind <> 'info' AND a.id < :before
  AND a.id > COALESCE((
    SELECT MAX(told.id) FROM announcements told
    JOIN outbox p ON p.announcement_id = told.id AND p.contact_id = :contact_id
    WHERE told.session_id = :session_id AND told.kind <> 'info' AND told.id < :before
      AND p.state IN ('sending', 'sent', 'uncertain') AND p.is_veiled = 0), 0);

-- name: changes_of_session
SELECT id FROM announcements
WHERE session_id = :session_id AND kind <> 'info' AND by_contact IS NOT NULL ORDER BY id;

-- name: announcements_under_way
SELECT MIN(id) FROM announcements WHERE finished_at IS NULL
GROUP BY COALESCE(progress_key, id) ORDER BY 1;

-- name: sent_together
SELECT g.id FROM announcements a
JOIN announcements g ON g.id = a.id OR g.progress_key = a.progress_key
WHERE a.id = :id ORDER BY g.id;

-- name: show_progress_in!
UPDATE announcements SET progress_key = :progress_key WHERE id = :id;

-- name: finish_announcement!
UPDATE announcements SET finished_at = :at WHERE id IN (
    SELECT g.id FROM announcements a
    JOIN announcements g ON g.id = a.id OR g.progress_key = a.progress_key
    WHERE a.id = :id);

-- name: cancel_announcement!
UPDATE outbox SET state = 'cancelled', reason = 'stopped', updated_at = :at
WHERE state = 'queued' AND announcement_id IN (
    SELECT g.id FROM announcements a
    JOIN announcements g ON g.id = a.id OR g.progress_key = a.progress_key
    WHERE a.id = :id);

-- name: mark_stopped!
UPDATE announcements SET stopped_at = :at WHERE id IN (
    SELECT g.id FROM announcements a
    JOIN announcements g ON g.id = a.id OR g.progress_key = a.progress_key
    WHERE a.id = :id);

-- name: announcement_counts
SELECT state, reason, COUNT(*) FROM outbox WHERE announcement_id IN (
    SELECT g.id FROM announcements a
    JOIN announcements g ON g.id = a.id OR g.progress_key = a.progress_key
    WHERE a.id = :id)
GROUP BY state, reason ORDER BY state, reason;

-- name: announcement_not_reached
SELECT contact_id FROM outbox
WHERE announcement_id IN (
    SELECT g.id FROM announcements a
    JOIN announcements g ON g.id = a.id OR g.progress_key = a.progress_key
    WHERE a.id = :id)
  AND (state IN ('failed', 'uncertain', 'expired')
       OR (state = 'cancelled' AND reason IN ('stopped', 'unsubscribed')))
ORDER BY id;

-- name: announcement_due_at$
SELECT MIN(not_before) FROM outbox
WHERE state = 'queued' AND announcement_id IN (
    SELECT g.id FROM announcements a
    JOIN announcements g ON g.id = a.id OR g.progress_key = a.progress_key
    WHERE a.id = :id);

-- name: progress_shown!
UPDATE announcements SET progress_digest = :digest WHERE id = :id;

-- name: keep_attendance!
INSERT INTO attendance (session_id, participant_id, contact_id, coming, at)
VALUES (:session_id, :participant_id, :contact_id, :coming, :at)
ON CONFLICT (session_id, participant_id) DO UPDATE SET contact_id = excluded.contact_id,
    coming = excluded.coming, at = excluded.at;

-- name: attendance_by_participant
SELECT participant_id, coming FROM attendance WHERE session_id = :session_id;

-- name: attendance_of
SELECT p.name, a.coming FROM attendance a JOIN participants p ON p.id = a.participant_id
WHERE a.session_id = :session_id ORDER BY a.at, p.id;

-- name: absences_noted_by
SELECT a.session_id FROM attendance a JOIN sessions s ON s.id = a.session_id
WHERE a.contact_id = :contact_id AND a.coming = 0 AND s.starts_at > :now
ORDER BY a.at DESC, a.session_id;

-- name: take_back_attendance!
DELETE FROM attendance WHERE session_id = :session_id AND contact_id = :contact_id;

-- name: forget_attendance!
DELETE FROM attendance WHERE session_id = :session_id;
