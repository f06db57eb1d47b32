-- name: contact_by_address^
SELECT id, uid, channel, address, language, staff_id, reminders, reachable
FROM contacts WHERE channel = :channel AND address = :address;

-- name: contact_by_id^
SELECT id, uid, channel, address, language, staff_id, reminders, reachable
FROM contacts WHERE id = :id;

-- name: add_contact^
INSERT INTO contacts (uid, channel, address, created_at, last_seen_at)
VALUES (:uid, :channel, :address, :at, :at)
RETURNING id, uid, channel, address, language, staff_id, reminders, reachable;

-- name: contact_seen!
UPDATE contacts SET last_seen_at = :at, reachable = 1, unreachable_reason = NULL,
       silent_until = CASE WHEN last_seen_at <= :silent_before THEN :at ELSE silent_until END
WHERE id = :id;

-- name: contact_unreachable!
UPDATE contacts SET reachable = 0, unreachable_reason = :reason
WHERE id = :id AND (CAST(:tried_at AS BIGINT) IS NULL OR last_seen_at <= :tried_at);

-- name: contact_moved!
UPDATE contacts SET address = :address WHERE id = :id AND NOT EXISTS (
    SELECT 1 FROM contacts k WHERE k.channel = contacts.channel AND k.address = :address);

-- name: set_language!
UPDATE contacts SET language = :language WHERE id = :id;

-- name: set_reminders!
UPDATE contacts SET reminders = :reminders WHERE id = :id;

-- name: set_own_reminder!
UPDATE contacts SET own_reminder = :minutes WHERE id = :id;

-- name: own_reminder$
SELECT own_reminder FROM contacts WHERE id = :id;

-- name: own_reminders
SELECT own_reminder, id FROM contacts WHERE own_reminder IS NOT NULL AND reminders = 1;

-- name: set_staff!
UPDATE contacts SET staff_id = :staff_id WHERE id = :id;

-- name: contacts_of_staff
SELECT c.id, c.uid, c.channel, c.address, c.language, c.staff_id, c.reminders, c.reachable, s.role
FROM contacts c JOIN staff s ON s.id = c.staff_id AND s.active = 1
ORDER BY c.id;

-- name: links_of_contact
SELECT id, contact_id, participant_id, relation, topics, muted, nickname, expires_at
FROM links
WHERE contact_id = :contact_id AND ended_at IS NULL
  AND (expires_at IS NULL OR expires_at > :now)
ORDER BY id;

-- name: has_lost_link_since$
SELECT EXISTS (
    SELECT 1 FROM links l
    WHERE l.contact_id = :contact_id AND l.created_at <= :since
      AND COALESCE(l.ended_at, l.expires_at) > :since
      AND COALESCE(l.ended_at, l.expires_at) <= :now
      AND NOT EXISTS (
          SELECT 1 FROM links held
          WHERE held.contact_id = l.contact_id AND held.participant_id = l.participant_id
            AND held.ended_at IS NULL AND (held.expires_at IS NULL OR held.expires_at > :now)));

-- name: expired_family_links
SELECT id, contact_id, participant_id, relation, topics, muted, nickname, expires_at
FROM links
WHERE contact_id = :contact_id AND relation = 'family' AND ended_at IS NULL
  AND expires_at <= :now AND expires_at - created_at > :longer_than
ORDER BY id;

-- name: link_of_invite^
SELECT id, contact_id, participant_id, relation, topics, muted, nickname, expires_at
FROM links
WHERE contact_id = :contact_id AND allowed_by = :allowed_by AND ended_at IS NULL
  AND (expires_at IS NULL OR expires_at > :now);

-- name: class_links_of_contact
SELECT l.id, l.contact_id, l.participant_id, l.relation, l.topics, l.muted, l.nickname,
       l.expires_at
FROM links l
WHERE l.contact_id = :contact_id AND l.ended_at IS NULL
  AND (l.expires_at IS NULL OR l.expires_at > :now)
  AND EXISTS (SELECT 1 FROM enrolments e WHERE e.participant_id = l.participant_id
              AND e.programme_id = :programme_id AND e.skill = :skill)
ORDER BY l.id;

-- name: links_of_participant
SELECT id, contact_id, participant_id, relation, topics, muted, nickname, expires_at
FROM links WHERE participant_id = :participant_id AND ended_at IS NULL ORDER BY id;

-- name: add_link$
INSERT INTO links (contact_id, participant_id, relation, topics, muted, nickname, proven_by,
                   allowed_by, created_at, expires_at)
VALUES (:contact_id, :participant_id, :relation, :topics, :muted, :nickname, :proven_by,
        :allowed_by, :at, :expires_at)
RETURNING id;

-- name: end_links_with!
UPDATE links SET ended_at = :at
WHERE contact_id = :contact_id AND participant_id = :participant_id AND ended_at IS NULL;

-- name: end_links_of_contact!
UPDATE links SET ended_at = :at WHERE contact_id = :contact_id AND ended_at IS NULL;

-- name: links_ended
SELECT id, contact_id, participant_id, relation, topics, muted, nickname, expires_at
FROM links
WHERE contact_id = :contact_id AND ended_at = :at AND (expires_at IS NULL OR expires_at > :now)
ORDER BY id;

-- name: revive_links!
UPDATE links SET ended_at = NULL
WHERE contact_id = :contact_id AND ended_at = :at AND (expires_at IS NULL OR expires_at > :now)
  AND NOT EXISTS (
      SELECT 1 FROM links newer
      WHERE newer.created_at > :at
        AND (newer.contact_id = :contact_id OR newer.participant_id = links.participant_id))
  AND (relation = 'self' OR NOT EXISTS (
      SELECT 1 FROM links other
      WHERE other.participant_id = links.participant_id AND other.ended_at > :at))
  AND (relation = 'self' OR NOT EXISTS (
      SELECT 1 FROM consents taken_back
      WHERE taken_back.withdrawn_at > :at
        AND (taken_back.participant_id = links.participant_id OR taken_back.contact_id IN (
            SELECT held.contact_id FROM links held
            WHERE held.participant_id = links.participant_id))));

-- name: end_family_links!
UPDATE links SET ended_at = :at
WHERE participant_id = :participant_id AND relation = 'family' AND ended_at IS NULL;

-- name: set_nickname!
UPDATE links SET nickname = :nickname WHERE id = :id;

-- name: set_muted!
UPDATE links SET muted = :muted WHERE id = :id AND contact_id = :contact_id;

-- name: add_consent!
INSERT INTO consents (contact_id, version, language, wording, channel, given_at, who)
VALUES (:contact_id, :version, :language, :wording, :channel, :at, :who);

-- name: consents_of
SELECT version, language, given_at, withdrawn_at FROM consents
WHERE contact_id = :contact_id ORDER BY id;

-- name: delete_contact!
DELETE FROM contacts WHERE id = :id;

-- name: has_consent$
SELECT 1 FROM consents
WHERE contact_id = :contact_id AND version = :version AND withdrawn_at IS NULL LIMIT 1;

-- name: withdraw_consent!
UPDATE consents SET withdrawn_at = :at WHERE contact_id = :contact_id AND withdrawn_at IS NULL;

-- name: restore_consent!
UPDATE consents SET withdrawn_at = NULL WHERE contact_id = :contact_id AND withdrawn_at = :at;

-- name: conversation_of^
SELECT state, data, choices, expires_at, updated_at FROM conversations
WHERE contact_id = :contact_id;

-- name: keep_conversation!
INSERT INTO conversations (contact_id, state, data, choices, expires_at, updated_at)
VALUES (:contact_id, :state, :data, :choices, :expires_at, :at)
ON CONFLICT (contact_id) DO UPDATE SET state = excluded.state, data = excluded.data,
    choices = excluded.choices, expires_at = excluded.expires_at,
    updated_at = excluded.updated_at;

-- name: forget_conversations_over!
DELETE FROM conversations WHERE expires_at <= :at;

-- name: forget_conversation!
DELETE FROM conversations WHERE contact_id = :contact_id;
