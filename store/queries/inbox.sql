-- name: receive<!
INSERT INTO inbox (channel, event_id, body, state, received_at)
VALUES (:channel, :event_id, :body, :state, :at)
ON CONFLICT (channel, event_id) DO NOTHING;

-- name: waiting_events
SELECT id, body FROM inbox WHERE state = 'waiting' ORDER BY id;

-- name: event_done!
UPDATE inbox SET state = 'done', body = NULL, done_at = :at WHERE id = :id AND state = 'waiting';

-- name: event_failed!
UPDATE inbox SET state = 'failed', done_at = :at WHERE id = :id AND state = 'waiting';

-- name: count_events
SELECT state, COUNT(*) FROM inbox GROUP BY state;

-- name: newest_event_at$
SELECT MAX(received_at) FROM inbox;
