-- What is done to a store that was restored, whatever is known of the time since its backup.

-- name: hold_what_was_due!
UPDATE outbox SET
    state = CASE WHEN expires_at <= :at THEN 'expired' ELSE 'uncertain' END,
    reason = CASE WHEN expires_at <= :at THEN 'too late' ELSE 'restored' END,
    uncertain_count = CASE WHEN kind IN ('reminder', 'announcement') THEN 1 ELSE 99 END,
    lease_owner = NULL, lease_until = NULL, updated_at = :at
WHERE state = 'sending' OR (state = 'queued' AND not_before <= :at);

-- name: lay_events_aside!
UPDATE inbox SET state = 'failed', done_at = :at WHERE state = 'waiting';

-- name: revoke_open_codes!
UPDATE invites SET revoked_at = :at
WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at > :at;

-- name: forget_conversations!
DELETE FROM conversations;

-- name: release_accounts!
UPDATE accounts SET lease_owner = NULL, lease_until = NULL;

-- name: count_held$
SELECT COUNT(*) FROM outbox WHERE state = 'uncertain' AND reason = 'restored';
