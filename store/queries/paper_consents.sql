-- name: add_paper_consent$
INSERT INTO consents (participant_id, version, language, wording, channel, paper, given_at, who)
VALUES (:participant_id, 'paper', 'id', :topics, 'paper', :paper, :at, :who)
RETURNING id;

-- name: paper_consents_of
SELECT id, wording, paper, given_at FROM consents
WHERE participant_id = :participant_id AND paper IS NOT NULL AND withdrawn_at IS NULL
ORDER BY id;

-- name: withdraw_paper_consent!
UPDATE consents SET withdrawn_at = :at
WHERE id = :id AND participant_id = :participant_id AND withdrawn_at IS NULL;

-- name: end_links_of_consent!
UPDATE links SET ended_at = :at
WHERE participant_id = :participant_id AND ended_at IS NULL
  AND allowed_by IN (SELECT 'invite:' || id FROM invites WHERE consent_id = :id);

-- name: revoke_invites_of_consent!
UPDATE invites SET revoked_at = :at
WHERE consent_id = :id AND used_at IS NULL AND revoked_at IS NULL;
