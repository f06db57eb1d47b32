-- name: held_links_to
SELECT id, relation, topics, created_at, expires_at FROM links
WHERE participant_id = :participant_id AND ended_at IS NULL
  AND (expires_at IS NULL OR expires_at > :now)
ORDER BY id;

-- name: end_link_to!
UPDATE links SET ended_at = :at
WHERE id = :id AND participant_id = :participant_id AND ended_at IS NULL;

-- name: open_invites_to
SELECT id, kind, topics, created_at, expires_at FROM invites
WHERE participant_id = :participant_id AND used_at IS NULL AND revoked_at IS NULL
  AND expires_at > :now
ORDER BY id;
