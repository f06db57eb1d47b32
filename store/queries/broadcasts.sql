-- name: add_broadcast$
INSERT INTO announcements (kind, body, by_contact, created_at, finished_at)
VALUES ('broadcast', :body, :by_contact, :at, :at)
RETURNING id;

-- name: broadcast_body$
SELECT body FROM announcements WHERE id = :id AND kind = 'broadcast';

-- name: broadcast_writer$
SELECT by_contact FROM announcements WHERE id = :id AND kind = 'broadcast';

-- name: broadcast_stopped_at$
SELECT stopped_at FROM announcements WHERE id = :id;

-- name: broadcast_goes_on!
UPDATE announcements SET stopped_at = NULL WHERE id = :id;

-- name: broadcast_audience
SELECT DISTINCT c.id, c.uid, c.channel, c.address, c.language, c.staff_id, c.reminders,
       c.reachable
FROM contacts c
JOIN links l ON l.contact_id = c.id AND l.ended_at IS NULL
JOIN enrolments e ON e.participant_id = l.participant_id
WHERE c.reminders = 1 AND c.reachable = 1
  AND (l.expires_at IS NULL OR l.expires_at > :now)
  AND (l.relation = 'self' OR l.topics LIKE '%schedule%')
  AND l.muted NOT LIKE '%schedule%'
  AND (CAST(:skill AS TEXT) IS NULL OR e.skill = :skill)
  AND (CAST(:programme_id AS BIGINT) IS NULL OR e.programme_id = :programme_id)
  AND (CAST(:step AS TEXT) IS NULL OR EXISTS (
       SELECT 1 FROM certificates k
       WHERE k.participant_id = l.participant_id AND k.step = :step
         AND (l.relation = 'self' OR l.topics LIKE '%certificate%')))
  AND (:unlinked = 0 OR NOT EXISTS (
       SELECT 1 FROM links s
       WHERE s.participant_id = l.participant_id AND s.ended_at IS NULL
         AND s.relation = 'self' AND s.expires_at IS NULL))
ORDER BY c.id;

-- name: without_chat
SELECT DISTINCT e.participant_id FROM enrolments e
WHERE (CAST(:skill AS TEXT) IS NULL OR e.skill = :skill)
  AND (CAST(:programme_id AS BIGINT) IS NULL OR e.programme_id = :programme_id)
  AND (CAST(:step AS TEXT) IS NULL OR EXISTS (
       SELECT 1 FROM certificates k WHERE k.participant_id = e.participant_id AND k.step = :step))
  AND NOT EXISTS (
       SELECT 1 FROM links l
       WHERE l.participant_id = e.participant_id AND l.ended_at IS NULL
         AND (l.expires_at IS NULL OR l.expires_at > :now))
ORDER BY e.participant_id;

-- name: scheduled_broadcasts
SELECT a.id, a.body, a.by_contact, MIN(o.not_before), COUNT(*) FROM announcements a
JOIN outbox o ON o.announcement_id = a.id AND o.state = 'queued' AND o.not_before > :at
WHERE a.kind = 'broadcast' GROUP BY a.id ORDER BY 4, a.id;

-- name: requeue_broadcast!
UPDATE outbox SET state = 'queued', not_before = :at, updated_at = :at
WHERE announcement_id = :id AND state = 'uncertain';
