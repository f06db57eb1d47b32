-- name: certificates_of
SELECT id, participant_id, kind, skill, scheme, step, number, registration, blank, issued_on,
       valid_until, place, step_at, duplicate_of
FROM certificates WHERE participant_id = :participant_id ORDER BY step_at DESC, id DESC;

-- name: certificates_by_any_number
SELECT id, participant_id, kind, skill, scheme, step, number, registration, blank, issued_on,
       valid_until, place, step_at, duplicate_of
FROM certificates
WHERE number_key = :number_key OR registration_key = :number_key OR blank_key = :number_key
ORDER BY id;

-- name: certificate_by_id^
SELECT id, participant_id, kind, skill, scheme, step, number, registration, blank, issued_on,
       valid_until, place, step_at, duplicate_of
FROM certificates WHERE id = :id;

-- name: add_certificate$
INSERT INTO certificates (participant_id, kind, skill, scheme, step, number, number_key,
    registration, registration_key, blank, blank_key, issued_on, valid_until, place, step_at,
    duplicate_of, created_at, updated_at)
VALUES (:participant_id, :kind, :skill, :scheme, :step, :number, :number_key, :registration,
    :registration_key, :blank, :blank_key, :issued_on, :valid_until, :place, :at, :duplicate_of,
    :at, :at)
RETURNING id;

-- name: change_certificate!
UPDATE certificates SET kind = :kind, skill = :skill, scheme = :scheme, number = :number,
    number_key = :number_key, registration = :registration, registration_key = :registration_key,
    blank = :blank, blank_key = :blank_key, issued_on = :issued_on, valid_until = :valid_until,
    place = :place, updated_at = :at
WHERE id = :id;

-- name: set_step!
UPDATE certificates SET step = :step, step_at = :at, updated_at = :at WHERE id = :id;

-- name: add_certificate_event$
INSERT INTO certificate_events (certificate_id, from_step, to_step, reason, set_by, at, untold)
VALUES (:certificate_id, :from_step, :to_step, :reason, :set_by, :at, :untold)
RETURNING id;

-- name: certificate_owner$
SELECT p.number_key FROM certificates c JOIN participants p ON p.id = c.participant_id
WHERE c.number_key = :number_key;

-- name: last_step_set_by$
SELECT to_step FROM certificate_events
WHERE certificate_id = :certificate_id AND set_by = :set_by ORDER BY id DESC LIMIT 1;

-- name: steps_of_certificate
SELECT id, from_step, to_step, reason, set_by, at, untold FROM certificate_events
WHERE certificate_id = :certificate_id ORDER BY id DESC;

-- name: settle_pending_notice!
UPDATE certificate_events SET untold = 0 WHERE certificate_id = :certificate_id AND untold = 1;

-- name: certificates_with_pending_notice
SELECT id, participant_id, kind, skill, scheme, step, number, registration, blank, issued_on,
       valid_until, place, step_at, duplicate_of
FROM certificates
WHERE id IN (SELECT certificate_id FROM certificate_events WHERE untold = 1) ORDER BY id;

-- name: duplicate_of_certificate^
SELECT id, participant_id, kind, skill, scheme, step, number, registration, blank, issued_on,
       valid_until, place, step_at, duplicate_of
FROM certificates WHERE duplicate_of = :id;

-- name: certificates_at_step
SELECT id, participant_id, kind, skill, scheme, step, number, registration, blank, issued_on,
       valid_until, place, step_at, duplicate_of
FROM certificates WHERE step = :step ORDER BY step_at, id;

-- name: certificates_running_out
SELECT id, participant_id, kind, skill, scheme, step, number, registration, blank, issued_on,
       valid_until, place, step_at, duplicate_of
FROM certificates
WHERE step IN ('ready', 'collected') AND valid_until <= :until ORDER BY id;

-- name: certificates_valid_again
SELECT id, participant_id, kind, skill, scheme, step, number, registration, blank, issued_on,
       valid_until, place, step_at, duplicate_of
FROM certificates
WHERE step = 'expired' AND (valid_until IS NULL OR valid_until >= :today) ORDER BY id;

-- name: certificates_waiting_for_answer
SELECT id, participant_id, kind, skill, scheme, step, number, registration, blank, issued_on,
       valid_until, place, step_at, duplicate_of
FROM certificates
WHERE step = 'ready' AND step_at <= :ready_until
  AND NOT EXISTS (SELECT 1 FROM certificate_answers a WHERE a.certificate_id = certificates.id)
ORDER BY step_at, id;
