-- name: restrict_participant!
UPDATE participants SET restricted_at = :at WHERE id = :id AND restricted_at IS NULL;

-- name: suspend_links!
UPDATE links SET ended_at = :at
WHERE participant_id = :id AND ended_at IS NULL AND (expires_at IS NULL OR expires_at > :at);

-- name: chats_of_restricted
SELECT l.contact_id FROM links l JOIN participants p ON p.id = l.participant_id
WHERE p.id = :id AND l.ended_at = p.restricted_at;

-- name: resume_links!
UPDATE links SET ended_at = NULL
WHERE participant_id = :id AND (expires_at IS NULL OR expires_at > :now)
  AND ended_at = (SELECT restricted_at FROM participants WHERE id = :id)
  AND NOT EXISTS (
      SELECT 1 FROM links held WHERE held.contact_id = links.contact_id
        AND held.participant_id = links.participant_id AND held.ended_at IS NULL);

-- name: lift_restriction!
UPDATE participants SET restricted_at = NULL WHERE id = :id AND restricted_at IS NOT NULL;

-- name: restricted_at$
SELECT restricted_at FROM participants WHERE id = :id;

-- name: is_chat_of_restricted$
SELECT EXISTS (
    SELECT 1 FROM links l JOIN participants p ON p.id = l.participant_id
    WHERE l.contact_id = :contact_id AND l.ended_at = p.restricted_at);
