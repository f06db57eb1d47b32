-- name: add_ticket^
INSERT INTO tickets (contact_id, kind, mark, waiting_since, due_at, created_at, updated_at)
VALUES (:contact_id, :kind, :mark, :at, :due_at, :at, :at)
RETURNING id, contact_id, kind, state, mark, waiting_since, due_at, reminded_at, answered_by,
       version, created_at, updated_at;

-- name: ticket_by_id^
SELECT id, contact_id, kind, state, mark, waiting_since, due_at, reminded_at, answered_by,
       version, created_at, updated_at
FROM tickets WHERE id = :id;

-- name: tickets_of_contact
SELECT id, contact_id, kind, state, mark, waiting_since, due_at, reminded_at, answered_by,
       version, created_at, updated_at
FROM tickets WHERE contact_id = :contact_id ORDER BY id DESC;

-- name: live_tickets
SELECT id, contact_id, kind, state, mark, waiting_since, due_at, reminded_at, answered_by,
       version, created_at, updated_at
FROM tickets WHERE state <> 'closed' ORDER BY id;

-- name: newest_tickets
SELECT id, contact_id, kind, state, mark, waiting_since, due_at, reminded_at, answered_by,
       version, created_at, updated_at
FROM tickets ORDER BY updated_at DESC, id DESC;

-- name: ticket_changed^
UPDATE tickets SET state = :state, mark = :mark, waiting_since = :waiting_since,
       reminded_at = :reminded_at, answered_by = :answered_by,
       version = version + 1, updated_at = :at
WHERE id = :id
RETURNING id, contact_id, kind, state, mark, waiting_since, due_at, reminded_at, answered_by,
       version, created_at, updated_at;

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

-- name: show_ticket_in!
INSERT INTO ticket_messages (outbox_key, contact_id, ticket_id, shown)
VALUES (:outbox_key, :contact_id, :ticket_id, :shown)
ON CONFLICT (outbox_key) DO NOTHING;

-- name: ticket_shown_in$
SELECT m.ticket_id FROM ticket_messages m JOIN outbox o ON o.dedupe_key = m.outbox_key
WHERE m.contact_id = :contact_id AND o.contact_id = :contact_id AND o.provider_id = :provider_id
ORDER BY o.id DESC LIMIT 1;

-- name: is_ticket_shown$
SELECT EXISTS (SELECT 1 FROM ticket_messages WHERE ticket_id = :ticket_id AND shown IS NOT NULL);

-- name: ticket_of_outbox_row$
SELECT m.ticket_id FROM ticket_messages m JOIN outbox o ON o.dedupe_key = m.outbox_key
WHERE o.id = :outbox_id;

-- name: outdated_ticket_messages
SELECT m.outbox_key, m.contact_id, m.ticket_id, o.provider_id, COALESCE(t.version, 0)
FROM ticket_messages m
LEFT JOIN tickets t ON t.id = m.ticket_id
JOIN outbox o ON o.dedupe_key = m.outbox_key AND o.state = 'sent'
WHERE m.shown IS NOT NULL AND m.shown <> COALESCE(t.version, 0)
ORDER BY o.id;

-- name: ticket_message_shown!
UPDATE ticket_messages SET shown = :shown WHERE outbox_key = :outbox_key;

-- name: undelivered_answers
SELECT m.ticket_id, COALESCE(o.reason, o.state) FROM ticket_messages m
JOIN outbox o ON o.dedupe_key = m.outbox_key
JOIN tickets t ON t.id = m.ticket_id AND t.contact_id = m.contact_id
WHERE m.shown IS NULL AND o.kind = 'notice' AND o.state = 'failed'
  AND o.updated_at >= :since AND o.updated_at < :until
ORDER BY o.id;

-- name: forget_ticket_messages!
DELETE FROM ticket_messages WHERE
    NOT EXISTS (SELECT 1 FROM tickets t WHERE t.id = ticket_messages.ticket_id
                AND (t.state <> 'closed' OR t.updated_at >= :before))
    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.dedupe_key = ticket_messages.outbox_key
                    AND o.updated_at >= :before);
