-- name: add_link_request$
INSERT INTO link_requests (contact_id, text, phone, phone_is_own, state, created_at, due_at)
VALUES (:contact_id, :text, :phone, :phone_is_own, 'open', :at, :due_at)
RETURNING id;

-- name: add_link_by_phone!
INSERT INTO link_requests (contact_id, state, proven_by, invite_id, decided_by, created_at, due_at,
                           decided_at)
VALUES (:contact_id, 'approved', 'phone', :invite_id, :decided_by, :at, :at, :at);

-- name: link_request^
SELECT id, contact_id, text, phone, phone_is_own, state, invite_id, created_at, due_at
FROM link_requests WHERE id = :id;

-- name: open_link_request_of^
SELECT id, contact_id, text, phone, phone_is_own, state, invite_id, created_at, due_at
FROM link_requests WHERE contact_id = :contact_id AND state = 'open';

-- name: answered_link_requests_of
SELECT id, contact_id, text, phone, phone_is_own, state, invite_id, created_at, due_at
FROM link_requests WHERE contact_id = :contact_id AND state <> 'open'
ORDER BY decided_at DESC, id DESC;

-- name: open_link_requests
SELECT id, contact_id, text, phone, phone_is_own, state, invite_id, created_at, due_at
FROM link_requests WHERE state = 'open' ORDER BY due_at, id;

-- name: count_open_link_requests$
SELECT COUNT(*) FROM link_requests
WHERE state = 'open' AND (CAST(:due_before AS BIGINT) IS NULL OR due_at <= :due_before);

-- name: add_to_link_request!
UPDATE link_requests SET text = :text, phone = :phone, phone_is_own = :phone_is_own
WHERE id = :id AND state = 'open';

-- name: decide_link_request!
UPDATE link_requests
SET state = :state, invite_id = :invite_id, decided_by = :decided_by, decided_at = :at,
    text = NULL, phone = NULL
WHERE id = :id AND state = 'open';

-- name: reverse_link_request!
UPDATE link_requests SET state = 'declined', decided_by = :decided_by, decided_at = :at
WHERE id = :id AND state = 'approved';

-- name: way_of_invite$
SELECT proven_by FROM link_requests WHERE invite_id = :invite_id LIMIT 1;

-- name: take_back_link_request!
DELETE FROM link_requests WHERE contact_id = :contact_id AND state = 'open';

-- name: forget_link_requests!
DELETE FROM link_requests WHERE state <> 'open' AND decided_at < :before;
