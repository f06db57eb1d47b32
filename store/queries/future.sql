-- name: queue_what_expired_early!
UPDATE outbox SET state = 'queued', reason = NULL
WHERE updated_at > :latest AND state = 'expired' AND expires_at > :now AND body IS NOT NULL;

-- name: bring_back_messages!
UPDATE outbox SET
    not_before = CASE WHEN state = 'queued' AND kind <> 'reminder' AND not_before > :now
                       AND not_before <= updated_at + :longest_pause THEN :now
                 ELSE not_before END,
    updated_at = :now
WHERE updated_at > :latest;

-- name: bring_back_events!
UPDATE inbox SET received_at = :now WHERE received_at > :latest;

-- name: bring_back_job_runs!
UPDATE job_runs SET at = :now WHERE at > :latest;

-- name: bring_back_attempts!
UPDATE attempts SET at = :now WHERE at > :latest;

-- name: bring_back_starts!
UPDATE sessions SET start_set_at = :now WHERE start_set_at > :latest;

-- name: bring_back_links!
UPDATE links SET created_at = :now WHERE created_at > :latest;
