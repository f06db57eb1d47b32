-- name: add_certificate_notice!
INSERT INTO certificate_notices (outbox_key, certificate_id, event_id, known)
VALUES (:key, :certificate_id, :event_id, :known);

-- name: certificates_told_in
SELECT certificate_id, known FROM certificate_notices
WHERE outbox_key = :key ORDER BY certificate_id;

-- name: follow_certificate!
UPDATE certificate_notices SET event_id = :event_id
WHERE certificate_id = :certificate_id AND EXISTS (
    SELECT 1 FROM outbox o
    WHERE o.dedupe_key = certificate_notices.outbox_key AND o.state = 'queued');

-- name: waiting_certificate_notice$
SELECT o.id FROM certificate_notices n JOIN outbox o ON o.dedupe_key = n.outbox_key
WHERE n.certificate_id = :certificate_id AND o.contact_id = :contact_id AND o.state = 'queued'
ORDER BY o.id DESC LIMIT 1;

-- name: steps_told
SELECT e.to_step
FROM certificate_notices n
JOIN outbox o ON o.dedupe_key = n.outbox_key
JOIN certificate_events e ON e.id = n.event_id
WHERE n.certificate_id = :certificate_id AND o.contact_id = :contact_id
  AND o.state IN ('sending', 'sent', 'uncertain')
ORDER BY e.id DESC;

-- name: waiting_batches
SELECT MIN(e.id), MIN(e.to_step), MAX(e.to_step), COUNT(DISTINCT o.contact_id), MIN(o.not_before)
FROM certificate_events e
JOIN certificate_notices n ON n.event_id = e.id
JOIN outbox o ON o.dedupe_key = n.outbox_key
WHERE e.at >= :since AND o.state = 'queued'
GROUP BY e.at, e.set_by ORDER BY e.at;

-- name: waiting_of_batch
SELECT DISTINCT o.id, o.dedupe_key
FROM certificate_events first
JOIN certificate_events e ON e.at = first.at AND e.set_by = first.set_by
JOIN certificate_notices n ON n.event_id = e.id
JOIN outbox o ON o.dedupe_key = n.outbox_key
WHERE first.id = :event_id AND o.state = 'queued'
ORDER BY o.id;

-- name: drop_batch_from_notice!
DELETE FROM certificate_notices
WHERE outbox_key = :key AND event_id IN (
    SELECT e.id FROM certificate_events first
    JOIN certificate_events e ON e.at = first.at AND e.set_by = first.set_by
    WHERE first.id = :event_id);

-- name: asks_about_ready$
SELECT 1 FROM outbox o
WHERE o.id = :row_id AND (o.dedupe_key LIKE 'ready:%' OR EXISTS (
    SELECT 1 FROM certificate_notices n JOIN certificates c ON c.id = n.certificate_id
    WHERE n.outbox_key = o.dedupe_key AND c.step = 'ready'));
