-- A store that comes back, with the one in whose place it comes attached as `present`. What that
-- does not have is gone since, if it was there before `before`.

-- name: present_knows_until$
-- The time of the older backup that was brought back after `made_at`, if one was.
SELECT MIN(CAST(substr(subject, 8) AS INTEGER)) FROM present.audit
WHERE action = 'restore' AND subject LIKE 'backup:%' AND at >= :made_at;

-- name: delete_contacts_gone_since!
DELETE FROM contacts
WHERE created_at < :before AND uid NOT IN (SELECT uid FROM present.contacts);

-- name: delete_links_gone_since!
DELETE FROM links WHERE created_at < :before AND NOT EXISTS (
    SELECT 1 FROM present.links now WHERE now.id = links.id AND now.created_at = links.created_at);

-- name: delete_codes_gone_since!
DELETE FROM invites
WHERE created_at < :before AND code_hash NOT IN (SELECT code_hash FROM present.invites);

-- name: delete_requests_gone_since!
DELETE FROM link_requests WHERE created_at < :before AND NOT EXISTS (
    SELECT 1 FROM present.link_requests now
    WHERE now.id = link_requests.id AND now.created_at = link_requests.created_at);

-- name: delete_tickets_gone_since!
DELETE FROM tickets WHERE created_at < :before AND NOT EXISTS (
    SELECT 1 FROM present.tickets now
    WHERE now.id = tickets.id AND now.created_at = tickets.created_at);

-- name: delete_examples_gone_since!
DELETE FROM examples WHERE at < :before AND NOT EXISTS (
    SELECT 1 FROM present.examples now WHERE now.id = examples.id AND now.at = examples.at);

-- name: take_over_contacts!
UPDATE contacts SET
    language = now.language,
    reminders = now.reminders,
    reachable = now.reachable,
    unreachable_reason = now.unreachable_reason,
    last_seen_at = now.last_seen_at,
    silent_until = now.silent_until,
    open_until = now.open_until,
    staff_id = CASE WHEN contacts.staff_id = now.staff_id THEN now.staff_id END
FROM present.contacts now WHERE now.uid = contacts.uid;

-- name: take_over_stops!
-- Also of who has come back as a new chat since.
UPDATE contacts SET reminders = 0
FROM present.contacts now
WHERE now.channel = contacts.channel AND now.address = contacts.address AND now.reminders = 0;

-- name: take_over_roles!
UPDATE staff SET role = now.role, skills = now.skills, active = now.active
FROM present.staff now WHERE now.name_hash = staff.name_hash;

-- name: take_over_ended_links!
UPDATE links SET ended_at = now.ended_at
FROM present.links now
WHERE now.id = links.id AND now.created_at = links.created_at AND now.ended_at IS NOT NULL;

-- name: take_over_muted_links!
UPDATE links SET muted = now.muted
FROM present.links now WHERE now.id = links.id AND now.created_at = links.created_at;

-- name: take_over_withdrawn_consents!
UPDATE consents SET withdrawn_at = now.withdrawn_at
FROM present.consents now
WHERE now.id = consents.id AND now.given_at = consents.given_at AND now.withdrawn_at IS NOT NULL;

-- name: take_over_codes!
UPDATE invites SET used_at = now.used_at, revoked_at = now.revoked_at
FROM present.invites now WHERE now.code_hash = invites.code_hash;

-- name: take_over_revoked_proofs!
UPDATE employer_proofs SET revoked_at = now.revoked_at
FROM present.employer_proofs now
WHERE now.code_hash = employer_proofs.code_hash AND now.revoked_at IS NOT NULL;

-- name: take_over_places!
INSERT INTO proof_places (place, expires_at)
SELECT place, expires_at FROM present.proof_places
WHERE true ON CONFLICT (place) DO UPDATE SET expires_at = excluded.expires_at;

-- name: forget_pins!
DELETE FROM pins WHERE contact_id IN (
    SELECT contacts.id FROM contacts JOIN present.contacts now ON now.uid = contacts.uid);

-- name: take_over_pins!
INSERT INTO pins (contact_id, salt, pin_hash, set_at)
SELECT contacts.id, now.salt, now.pin_hash, now.set_at
FROM present.pins now
JOIN present.contacts owner ON owner.id = now.contact_id
JOIN contacts ON contacts.uid = owner.uid;

-- name: take_over_decided_requests!
UPDATE link_requests
SET state = now.state, decided_by = now.decided_by, decided_at = now.decided_at, text = now.text,
    phone = now.phone
FROM present.link_requests now
WHERE now.id = link_requests.id AND now.created_at = link_requests.created_at;

-- name: take_over_tickets!
UPDATE tickets SET state = now.state, waiting_since = now.waiting_since, version = now.version,
    updated_at = now.updated_at
FROM present.tickets now WHERE now.id = tickets.id AND now.created_at = tickets.created_at;

-- name: forget_erasure_requests!
DELETE FROM erasure_requests;

-- name: take_over_erasure_requests!
INSERT INTO erasure_requests (participant_id, contact_id, asked_at, due_at)
SELECT participants.id, contacts.id, now.asked_at, now.due_at
FROM present.erasure_requests now
JOIN present.participants asked ON asked.id = now.participant_id
JOIN participants ON participants.uid = asked.uid
LEFT JOIN present.contacts owner ON owner.id = now.contact_id
LEFT JOIN contacts ON contacts.uid = owner.uid;

-- name: take_over_settings!
INSERT INTO settings (name, value)
SELECT name, value FROM present.settings WHERE true ON CONFLICT (name) DO NOTHING;

-- name: take_over_outcomes!
UPDATE outbox SET
    state = now.state, reason = now.reason, provider_id = now.provider_id,
    not_before = now.not_before, attempts = now.attempts, uncertain_count = now.uncertain_count,
    is_veiled = now.is_veiled, is_writing = now.is_writing, lease_owner = now.lease_owner, lease_until = now.lease_until,
    updated_at = now.updated_at
FROM present.outbox now WHERE now.dedupe_key = outbox.dedupe_key;

-- name: take_over_sent_since!
INSERT INTO outbox (channel, contact_id, address, kind, priority, dedupe_key, session_start, state,
                    not_before, expires_at, attempts, uncertain_count, provider_id, reason,
                    created_at, updated_at)
SELECT now.channel, contacts.id, now.address, now.kind, now.priority, now.dedupe_key,
       now.session_start, CASE now.state WHEN 'sending' THEN 'uncertain' ELSE now.state END,
       now.not_before, now.expires_at, now.attempts, now.uncertain_count, now.provider_id,
       now.reason, now.created_at, now.updated_at
FROM present.outbox now
JOIN present.contacts owner ON owner.id = now.contact_id
JOIN contacts ON contacts.uid = owner.uid
WHERE now.state IN ('sent', 'sending', 'uncertain') ON CONFLICT (dedupe_key) DO NOTHING;

-- name: take_over_ids!
-- Buttons in the chats name rows that were made since the backup.
UPDATE sqlite_sequence SET seq = now.seq
FROM present.sqlite_sequence now
WHERE now.name = sqlite_sequence.name AND now.seq > sqlite_sequence.seq;

-- name: take_over_first_ids!
INSERT INTO sqlite_sequence (name, seq)
SELECT name, seq FROM present.sqlite_sequence WHERE name NOT IN (SELECT name FROM sqlite_sequence);
