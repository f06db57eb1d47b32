-- name: add_ticket$
INSERT INTO tickets (contact_id, kind, mark, waiting_since, due_at, created_at, updated_at)
VALUES (:contact_id, :kind, :mark, :at, :due_at, :at, :at)
RETURNING id;

-- name: ticket_by_id^
SELECT id, contact_id, kind, state, mark, waiting_since, due_at, reminded_at, answered_by,
       created_at, updated_at
FROM tickets WHERE id = :id;

-- name: tickets_of_contact
SELECT id, contact_id, kind, state, mark, waiting_since, due_at, reminded_at, answered_by,
       created_at, updated_at
FROM tickets WHERE contact_id = :contact_id ORDER BY id DESC;

-- name: live_tickets
SELECT id, contact_id, kind, state, mark, waiting_since, due_at, reminded_at, answered_by,
       created_at, updated_at
FROM tickets WHERE state <> 'closed' ORDER BY id;

-- name: ticket_changed!
UPDATE tickets SET state = :state, mark = :mark, waiting_since = :waiting_since,
       reminded_at = :reminded_at, answered_by = :answered_by, updated_at = :at
WHERE id = :id;

-- name: ticket_reminded!
UPDATE tickets SET reminded_at = :at WHERE id = :id;

-- name: add_ticket_text$
INSERT INTO ticket_texts (ticket_id, staff_id, body, at)
VALUES (:ticket_id, :staff_id, :body, :at)
RETURNING id;

-- name: texts_of_ticket
SELECT id, ticket_id, staff_id, body, at FROM ticket_texts WHERE ticket_id = :ticket_id
ORDER BY id;

-- name: forget_ticket_texts!
UPDATE ticket_texts SET body = NULL WHERE body IS NOT NULL AND ticket_id IN (
    SELECT t.id FROM tickets t WHERE t.state = 'closed' AND t.updated_at < :before);

-- name: delete_tickets_of!
DELETE FROM tickets WHERE contact_id = :contact_id AND kind = :kind;

-- name: show_ticket_in!
INSERT INTO ticket_messages (outbox_key, contact_id, ticket_id)
VALUES (:outbox_key, :contact_id, :ticket_id)
ON CONFLICT (outbox_key) DO NOTHING;

-- name: ticket_shown_in$
SELECT m.ticket_id FROM ticket_messages m JOIN outbox o ON o.dedupe_key = m.outbox_key
WHERE m.contact_id = :contact_id AND o.contact_id = :contact_id AND o.provider_id = :provider_id
ORDER BY o.id DESC LIMIT 1;
