-- name: count_settled_since
SELECT state, reason, COUNT(*) FROM outbox
WHERE updated_at >= :since AND state IN ('sent', 'failed', 'expired', 'uncertain')
GROUP BY state, reason;

-- name: count_queued$
SELECT COUNT(*) FROM outbox WHERE state = 'queued';

-- name: newest_imports
SELECT kind, accepted, rejected, at FROM imports ORDER BY id DESC LIMIT :most;

-- name: unclear_broadcasts_of
SELECT DISTINCT announcements.id
FROM outbox JOIN announcements ON announcements.id = outbox.announcement_id
WHERE outbox.state = 'uncertain' AND announcements.kind = 'broadcast'
  AND announcements.by_contact = :contact_id
ORDER BY announcements.id;
