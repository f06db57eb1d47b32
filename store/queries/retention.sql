-- name: forget_some_events!
DELETE FROM inbox WHERE id IN (
    SELECT id FROM inbox WHERE received_at < :before AND state IN ('done', 'unreadable', 'failed')
      AND id < (SELECT MAX(newest.id) FROM inbox newest)
    ORDER BY received_at LIMIT :most);

-- name: empty_old_events!
UPDATE inbox SET body = NULL
WHERE received_at < :before AND body IS NOT NULL AND state IN ('unreadable', 'failed');

-- name: forget_some_texts!
UPDATE outbox SET body = NULL, is_veiled = 0 WHERE id IN (
    SELECT id FROM outbox WHERE updated_at < :before AND body IS NOT NULL
      AND state IN ('sent', 'failed', 'cancelled', 'expired', 'uncertain')
    ORDER BY updated_at LIMIT :most);

-- name: written_to_many_before
SELECT a.id FROM announcements a
WHERE a.kind IN ('broadcast', 'info') AND a.created_at < :before
  AND a.id < (SELECT MAX(newest.id) FROM announcements newest)
  AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.announcement_id = a.id
                  AND (o.updated_at >= :before OR o.state IN ('queued', 'sending')))
ORDER BY a.id LIMIT :most;

-- name: part_from_announcement!
UPDATE outbox SET announcement_id = NULL WHERE announcement_id = :id;

-- name: forget_announcement!
DELETE FROM announcements WHERE id = :id;

-- name: forget_some_chats!
DELETE FROM contacts WHERE id IN (
    SELECT c.id FROM contacts c
    WHERE c.last_seen_at < :before
      AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.id = c.staff_id AND s.active = 1)
      AND NOT EXISTS (SELECT 1 FROM links l WHERE l.contact_id = c.id
                      AND (COALESCE(l.ended_at, l.expires_at, :before) >= :before
                           OR l.ended_at = (SELECT p.restricted_at FROM participants p
                                            WHERE p.id = l.participant_id)))
      AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.contact_id = c.id AND t.state <> 'closed')
      AND NOT EXISTS (SELECT 1 FROM link_requests r
                      WHERE r.contact_id = c.id AND r.state = 'open')
      AND NOT EXISTS (SELECT 1 FROM erasure_requests e WHERE e.contact_id = c.id)
    ORDER BY c.id LIMIT :most);

-- name: forget_some_links!
DELETE FROM links WHERE id IN (
    SELECT l.id FROM links l JOIN participants p ON p.id = l.participant_id
    WHERE COALESCE(l.ended_at, l.expires_at) < :before
      AND (p.restricted_at IS NULL OR l.ended_at IS NULL OR l.ended_at <> p.restricted_at)
    ORDER BY l.id LIMIT :most);

-- name: forget_some_codes!
DELETE FROM invites WHERE id IN (
    SELECT i.id FROM invites i
    WHERE COALESCE(i.used_at, i.revoked_at, i.expires_at) < :before
      AND NOT EXISTS (SELECT 1 FROM links l WHERE l.allowed_by = 'invite:' || i.id)
    ORDER BY i.id LIMIT :most);

-- name: forget_some_imports!
DELETE FROM imports WHERE id IN (
    SELECT id FROM imports WHERE at < :before AND id < (SELECT MAX(newest.id) FROM imports newest)
    ORDER BY id LIMIT :most);

-- name: forget_some_questions!
DELETE FROM tickets WHERE id IN (
    SELECT id FROM tickets WHERE state = 'closed' AND updated_at < :before
    ORDER BY updated_at LIMIT :most);
