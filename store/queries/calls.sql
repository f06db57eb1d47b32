-- name: newest_announcement_of$
SELECT MAX(id) FROM announcements WHERE session_id = :session_id;

-- name: messages_not_arrived
SELECT contact_id, COALESCE(reason, state) FROM outbox
WHERE session_id = :session_id AND session_start = :starts_at
  AND (kind = 'reminder' OR announcement_id = :announcement_id)
  AND (state IN ('failed', 'expired')
       OR (state = 'uncertain' AND (kind = 'announcement' OR uncertain_count >= :most_uncertain
                                    OR expires_at <= :now))
       OR (state = 'cancelled' AND kind = 'announcement'
           AND reason IN ('stopped', 'unsubscribed')))
ORDER BY id;

-- name: why_unreachable$
SELECT unreachable_reason FROM contacts WHERE id = :contact_id AND reachable = 0;

-- name: calls_made
SELECT participant_id, staff_id, at FROM calls
WHERE session_id = :session_id AND announcement_id = :announcement_id;

-- name: keep_call!
INSERT INTO calls (session_id, announcement_id, participant_id, staff_id, at)
VALUES (:session_id, :announcement_id, :participant_id, :staff_id, :at)
ON CONFLICT (session_id, announcement_id, participant_id) DO NOTHING;

-- name: take_back_call!
DELETE FROM calls WHERE session_id = :session_id AND announcement_id = :announcement_id
  AND participant_id = :participant_id;
