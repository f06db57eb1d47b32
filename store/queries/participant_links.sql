-- name: made_link^
SELECT id, contact_id, participant_id, created_at, allowed_by FROM links WHERE id = :id;

-- name: held_links_to
SELECT l.id, l.relation, l.topics, l.created_at, l.expires_at,
       CASE WHEN c.reachable = 0 THEN COALESCE(c.unreachable_reason, 'unreachable')
            WHEN c.reminders = 0 THEN 'said stop'
            WHEN l.muted LIKE '%schedule%' THEN 'muted' ELSE '' END
FROM links l JOIN contacts c ON c.id = l.contact_id
WHERE l.participant_id = :participant_id AND l.ended_at IS NULL
  AND (l.expires_at IS NULL OR l.expires_at > :now)
ORDER BY l.id;

-- name: end_link_to!
UPDATE links SET ended_at = :at
WHERE id = :id AND participant_id = :participant_id AND ended_at IS NULL;

-- name: revive_family_link!
UPDATE links SET ended_at = NULL
WHERE id = :id AND participant_id = :participant_id AND relation = 'family'
  AND ended_at > :since AND (expires_at IS NULL OR expires_at > :now)
  AND EXISTS (
      SELECT 1 FROM audit a
      WHERE a.at = links.ended_at AND a.actor = :ended_by AND a.subject = 'link:' || links.id)
  AND NOT EXISTS (
      SELECT 1 FROM links held
      WHERE held.contact_id = links.contact_id AND held.participant_id = links.participant_id
        AND held.ended_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM set_aside_chats s WHERE s.contact_id = links.contact_id);

-- name: open_invites_to
SELECT id, kind, topics, created_at, expires_at FROM invites
WHERE participant_id = :participant_id AND used_at IS NULL AND revoked_at IS NULL
  AND expires_at > :now
ORDER BY id;
