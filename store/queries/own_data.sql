-- name: own_chat
SELECT channel, address, language, reminders, own_reminder, created_at, last_seen_at,
       EXISTS (SELECT 1 FROM pins WHERE pins.contact_id = contacts.id)
FROM contacts WHERE id = :contact_id;

-- name: own_role
SELECT s.name, s.role, s.skills FROM contacts c JOIN staff s ON s.id = c.staff_id
WHERE c.id = :contact_id;

-- name: own_links
SELECT l.relation, CASE l.relation WHEN 'family' THEN l.nickname END, l.topics, l.muted,
       l.proven_by, l.created_at, l.expires_at, l.ended_at,
       CASE WHEN l.ended_at = p.restricted_at THEN p.restricted_at END
FROM links l JOIN participants p ON p.id = l.participant_id
WHERE l.contact_id = :contact_id ORDER BY l.id;

-- name: own_consents
SELECT version, language, channel, given_at, withdrawn_at, wording
FROM consents WHERE contact_id = :contact_id ORDER BY id;

-- name: own_messages
SELECT kind, state, COUNT(*), MIN(created_at), MAX(updated_at)
FROM outbox WHERE contact_id = :contact_id GROUP BY kind, state ORDER BY kind, state;

-- name: own_questions
SELECT id, kind, state, created_at, due_at FROM tickets WHERE contact_id = :contact_id ORDER BY id;

-- name: own_question_texts
SELECT x.ticket_id, x.staff_id, x.at, x.body
FROM ticket_texts x JOIN tickets t ON t.id = x.ticket_id
WHERE t.contact_id = :contact_id ORDER BY x.id;

-- name: own_requests
SELECT state, text, phone, created_at, due_at, decided_at
FROM link_requests WHERE contact_id = :contact_id ORDER BY id;

-- name: own_examples
SELECT text, at FROM examples WHERE contact_id = :contact_id ORDER BY id;

-- name: own_invitations
SELECT kind, topics, created_at, expires_at, used_at, revoked_at
FROM invites WHERE created_by = :actor ORDER BY id;

-- name: own_answers
SELECT answer, at FROM certificate_answers WHERE contact_id = :contact_id ORDER BY at;

-- name: own_uploads
SELECT state, created_at FROM uploads WHERE contact_id = :contact_id ORDER BY id;

-- name: own_audit
SELECT noted.number, noted.last_at
FROM (SELECT COUNT(*) AS number, MAX(at) AS last_at
      FROM audit WHERE actor = :actor OR subject = :actor) AS noted
WHERE noted.number > 0;

-- name: own_attendance
SELECT s.skill, s.starts_at, a.coming, a.at
FROM attendance a JOIN sessions s ON s.id = a.session_id
WHERE a.participant_id = :participant_id ORDER BY s.starts_at;

-- name: own_presence
SELECT s.skill, s.starts_at, p.present, p.at
FROM presence p JOIN sessions s ON s.id = p.session_id
WHERE p.participant_id = :participant_id ORDER BY s.starts_at;

-- name: own_attendance_given
SELECT coming, at FROM attendance WHERE contact_id = :contact_id ORDER BY at;

-- name: own_participant
SELECT number, name, birth_date, birth_place, sex, phones, phone_is_own, note, created_at,
       updated_at
FROM participants WHERE id = :participant_id;

-- name: own_classes
SELECT p.name, p.year, e.skill, e.created_at
FROM enrolments e JOIN programmes p ON p.id = e.programme_id
WHERE e.participant_id = :participant_id ORDER BY p.year, p.name, e.skill;

-- name: own_certificates
SELECT kind, skill, scheme, step, number, registration, blank, issued_on, valid_until, place
FROM certificates WHERE participant_id = :participant_id ORDER BY id;

-- name: own_certificate_steps
SELECT c.number, c.skill, e.to_step, e.reason, e.at
FROM certificate_events e JOIN certificates c ON c.id = e.certificate_id
WHERE c.participant_id = :participant_id ORDER BY e.id;

-- name: own_collecting
SELECT c.number, a.answer, a.proxy, a.at
FROM certificate_answers a JOIN certificates c ON c.id = a.certificate_id
WHERE c.participant_id = :participant_id ORDER BY a.at;

-- name: own_proofs
SELECT c.number, p.issued_at, p.expires_at, p.revoked_at
FROM employer_proofs p JOIN certificates c ON c.id = p.certificate_id
WHERE p.participant_id = :participant_id ORDER BY p.id;

-- name: own_family
SELECT topics, created_at, expires_at, ended_at
FROM links WHERE participant_id = :participant_id AND relation = 'family' ORDER BY id;

-- name: own_codes
SELECT kind, topics, created_at, expires_at, used_at, revoked_at
FROM invites WHERE participant_id = :participant_id ORDER BY id;

-- name: own_papers
SELECT paper, wording, given_at, withdrawn_at
FROM consents WHERE participant_id = :participant_id ORDER BY id;

-- name: own_birth_date_change
SELECT birth_date, state, at FROM birth_date_changes WHERE participant_id = :participant_id;

-- name: own_erasure_request
SELECT asked_at, due_at FROM erasure_requests WHERE participant_id = :participant_id;

-- name: own_handling
-- An export tells of everybody who is on the lists then.
SELECT a.at, a.action, a.action LIKE 'look%' OR a.action LIKE 'find%' OR a.action = 'export',
       a.actor LIKE 'staff:%' OR a.action = 'export',
       CASE WHEN a.action LIKE 'look by %' THEN 'number'
            WHEN a.action = 'export' THEN 'export' END
FROM audit a JOIN participants p
    ON p.uid = a.subject OR (a.action = 'export' AND a.at >= p.created_at)
WHERE p.id = :participant_id ORDER BY a.id;
