-- name: enqueue<!
INSERT INTO outbox (channel, contact_id, address, kind, priority, dedupe_key, body, session_id,
                    session_start, announcement_id, edit_of, not_before, expires_at, created_at,
                    updated_at)
VALUES (:channel, :contact_id, :address, :kind, :priority, :dedupe_key, :body, :session_id,
        :session_start, :announcement_id, :edit_of, :not_before, :expires_at, :at, :at)
ON CONFLICT (dedupe_key) DO NOTHING;

-- name: enqueue_all*!
INSERT INTO outbox (channel, contact_id, address, kind, priority, dedupe_key, body, session_id,
                    session_start, not_before, expires_at, created_at, updated_at)
VALUES (:channel, :contact_id, :address, :kind, :priority, :dedupe_key, :body, :session_id,
        :session_start, :not_before, :expires_at, :at, :at)
ON CONFLICT (dedupe_key) DO NOTHING;

-- name: replace_older_edits!
UPDATE outbox SET state = 'cancelled', reason = 'replaced', body = NULL, updated_at = :at
WHERE contact_id = :contact_id AND edit_of = :edit_of AND state = 'queued';

-- name: due_rows
SELECT id, contact_id, address, kind, body, session_id, session_start, announcement_id,
       not_before, expires_at, attempts, uncertain_count
FROM outbox
WHERE channel = :channel AND state = 'queued' AND priority = :priority AND not_before <= :now
  AND NOT EXISTS (
    SELECT 1 FROM outbox earlier
    WHERE earlier.contact_id = outbox.contact_id AND earlier.state = 'queued'
      AND earlier.attempts > 0
      AND earlier.priority = outbox.priority AND earlier.id < outbox.id)
ORDER BY not_before, id;

-- name: claim_all*!
UPDATE outbox SET state = 'sending', lease_owner = :owner, lease_until = :lease_until,
       attempts = attempts + 1, is_writing = :is_writing, updated_at = :at
WHERE id = :id AND state = 'queued';

-- name: begin_writing*!
UPDATE outbox SET is_writing = 1, updated_at = :at
WHERE id = :id AND state = 'sending' AND lease_owner = :owner;

-- name: written_by
SELECT id FROM outbox WHERE state = 'sending' AND lease_owner = :owner AND is_writing = 1;

-- name: reword!
UPDATE outbox SET body = :body WHERE id = :id AND state = 'sending' AND lease_owner = :owner;

-- name: settle!
UPDATE outbox SET state = :state, not_before = COALESCE(:not_before, not_before), provider_id = :provider_id,
       reason = :reason, uncertain_count = uncertain_count + :uncertain,
       attempts = attempts - :given_back,
       lease_owner = NULL, lease_until = NULL, updated_at = :at
WHERE id = :id AND state = 'sending' AND lease_owner = :owner;

-- name: withdraw!
UPDATE outbox SET state = :state, reason = :reason, updated_at = :at
WHERE id = :id AND state = 'queued';

-- name: postpone!
UPDATE outbox SET not_before = :not_before, attempts = 0, updated_at = :at
WHERE id = :id AND state = 'queued';

-- name: cancel_pushes!
UPDATE outbox SET state = 'cancelled', reason = :reason, body = NULL, updated_at = :at
WHERE contact_id = :contact_id AND state = 'queued' AND kind <> 'reply';

-- name: fail_contact_rows!
UPDATE outbox SET state = 'failed', reason = :reason, updated_at = :at
WHERE contact_id = :contact_id AND state = 'queued';

-- name: readdress_contact_rows!
UPDATE outbox SET address = :address, updated_at = :at
WHERE contact_id = :contact_id AND state IN ('queued', 'sending');

-- name: give_back_unwritten!
UPDATE outbox SET state = 'queued', attempts = attempts - 1, lease_owner = NULL,
       lease_until = NULL, updated_at = :at
WHERE channel = :channel AND state = 'sending' AND lease_owner = :holder AND is_writing = 0
  AND (CAST(:expired_at AS BIGINT) IS NULL OR lease_until <= :expired_at);

-- name: abandon!
UPDATE outbox SET state = 'uncertain', reason = 'interrupted', lease_owner = NULL,
       lease_until = NULL, uncertain_count = uncertain_count + 1, updated_at = :at
WHERE channel = :channel AND state = 'sending' AND lease_owner = :holder
  AND (CAST(:expired_at AS BIGINT) IS NULL OR lease_until <= :expired_at);

-- name: senders
SELECT DISTINCT lease_owner FROM outbox WHERE channel = :channel AND state = 'sending';

-- name: uncertain_rows
SELECT id, kind, expires_at, uncertain_count FROM outbox
WHERE channel = :channel AND state = 'uncertain' ORDER BY id;

-- name: requeue_uncertain!
UPDATE outbox SET state = 'queued', not_before = COALESCE(:not_before, not_before),
       updated_at = :at
WHERE id = :id AND state = 'uncertain' AND body IS NOT NULL;

-- name: give_up_unclear!
UPDATE outbox SET state = 'expired', reason = :reason, updated_at = :at
WHERE id = :id AND state = 'uncertain';

-- name: late_answers
SELECT contact_id, COUNT(*) FROM outbox
WHERE updated_at >= :since AND updated_at < :until AND kind = 'reply' AND state = 'expired'
  AND dedupe_key LIKE 'reply:%' AND edit_of IS NULL
GROUP BY contact_id ORDER BY contact_id;

-- name: throttled_chats
SELECT address, MAX(not_before) FROM outbox
WHERE channel = :channel AND state = 'queued' AND reason = 'throttled' AND not_before > :now
GROUP BY address;

-- name: next_due_at$
SELECT MIN(at) FROM (
    SELECT MIN(not_before) AS at FROM outbox
    WHERE channel = :channel AND state = 'queued' AND priority = 0
    UNION ALL SELECT MIN(not_before) FROM outbox
    WHERE channel = :channel AND state = 'queued' AND priority = 1
    UNION ALL SELECT MIN(not_before) FROM outbox
    WHERE channel = :channel AND state = 'queued' AND priority = 2
    UNION ALL SELECT MIN(not_before) FROM outbox
    WHERE channel = :channel AND state = 'queued' AND priority = 3
) AS lanes;

-- name: provider_id_of^
SELECT provider_id, contact_id FROM outbox WHERE dedupe_key = :dedupe_key AND state = 'sent';

-- name: fate_of^
SELECT state, uncertain_count FROM outbox WHERE dedupe_key = :dedupe_key;

-- name: newest_question^
SELECT outbox.id, COALESCE(announcements.session_id, outbox.session_id)
FROM outbox LEFT JOIN announcements ON announcements.id = outbox.announcement_id
WHERE outbox.contact_id = :contact_id AND outbox.state IN ('sent', 'uncertain')
  AND outbox.updated_at >= :since
  AND (announcements.kind <> 'cancelled' OR outbox.kind = 'reminder')
ORDER BY outbox.updated_at DESC, outbox.id DESC LIMIT 1;

-- name: newest_reminder^
SELECT session_start, state, reason, updated_at FROM outbox
WHERE contact_id = :contact_id AND state IN ('sent', 'failed', 'expired', 'uncertain')
  AND kind = 'reminder' AND updated_at >= :since
ORDER BY updated_at DESC, id DESC LIMIT 1;

-- name: newest_push^
SELECT id, updated_at FROM outbox
WHERE contact_id = :contact_id AND kind <> 'reply' AND state IN ('sent', 'uncertain')
ORDER BY updated_at DESC, id DESC LIMIT 1;

-- name: count_rows
SELECT channel, kind, state, reason, COUNT(*) FROM outbox GROUP BY channel, kind, state, reason;

-- name: newest_error_at$
SELECT MAX(updated_at) FROM outbox
WHERE state IN ('failed', 'uncertain') OR (state = 'queued' AND reason IS NOT NULL);

-- name: missed_reminders
SELECT contact_id, session_id, COALESCE(reason, state) FROM outbox
WHERE updated_at >= :since AND updated_at < :until AND kind = 'reminder'
  AND (state IN ('failed', 'expired')
       OR (state = 'uncertain' AND (uncertain_count >= :most_uncertain OR expires_at <= :until)))
ORDER BY contact_id, id;

-- name: oldest_due$
SELECT MIN(not_before) FROM outbox WHERE state = 'queued' AND not_before <= :now;

-- name: newest_row_at$
SELECT MAX(updated_at) FROM outbox;

-- name: lease_holders
SELECT lease_owner, lease_until FROM accounts WHERE lease_owner IS NOT NULL;

-- name: account^
SELECT lease_owner, lease_until, stopped_reason, held_until FROM accounts WHERE channel = :channel;

-- name: take_account_lease!
INSERT INTO accounts (channel, lease_owner, lease_until) VALUES (:channel, :owner, :lease_until)
ON CONFLICT (channel) DO UPDATE SET lease_owner = excluded.lease_owner,
    lease_until = excluded.lease_until;

-- name: release_account!
UPDATE accounts SET lease_owner = NULL, lease_until = NULL
WHERE channel = :channel AND lease_owner = :owner;

-- name: stop_account!
UPDATE accounts SET stopped_reason = :reason, stopped_at = :at WHERE channel = :channel;

-- name: start_account!
UPDATE accounts SET stopped_reason = NULL, stopped_at = NULL WHERE channel = :channel;

-- name: hold_account!
UPDATE accounts SET held_until = :until WHERE channel = :channel
  AND (held_until IS NULL OR held_until < :until);

-- name: end_hold!
UPDATE accounts SET held_until = NULL WHERE channel = :channel;
