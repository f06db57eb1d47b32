-- name: certificates_of
SELECT id, participant_id, kind, skill, scheme, step, number, registration, blank, issued_on,
       valid_until, place, step_at
FROM certificates WHERE participant_id = :participant_id ORDER BY step_at DESC, id DESC;

-- name: certificate_by_any_number^
SELECT id, participant_id, kind, skill, scheme, step, number, registration, blank, issued_on,
       valid_until, place, step_at
FROM certificates
WHERE number_key = :number_key OR registration_key = :number_key OR blank_key = :number_key
ORDER BY id LIMIT 1;

-- name: certificate_by_id^
SELECT id, participant_id, kind, skill, scheme, step, number, registration, blank, issued_on,
       valid_until, place, step_at
FROM certificates WHERE id = :id;

-- name: add_certificate$
INSERT INTO certificates (participant_id, kind, skill, scheme, step, number, number_key,
    registration, registration_key, blank, blank_key, issued_on, valid_until, place, step_at,
    created_at, updated_at)
VALUES (:participant_id, :kind, :skill, :scheme, :step, :number, :number_key, :registration,
    :registration_key, :blank, :blank_key, :issued_on, :valid_until, :place, :at, :at, :at)
RETURNING id;

-- name: change_certificate!
UPDATE certificates SET kind = :kind, skill = :skill, scheme = :scheme, number = :number,
    number_key = :number_key, registration = :registration, registration_key = :registration_key,
    blank = :blank, blank_key = :blank_key, issued_on = :issued_on, valid_until = :valid_until,
    place = :place, updated_at = :at
WHERE id = :id;

-- name: set_step!
UPDATE certificates SET step = :step, step_at = :at, updated_at = :at WHERE id = :id;

-- name: add_certificate_event!
INSERT INTO certificate_events (certificate_id, from_step, to_step, reason, set_by, at)
VALUES (:certificate_id, :from_step, :to_step, :reason, :set_by, :at);

-- name: certificate_owner$
SELECT p.number_key FROM certificates c JOIN participants p ON p.id = c.participant_id
WHERE c.number_key = :number_key;

-- name: last_step_set_by$
SELECT to_step FROM certificate_events
WHERE certificate_id = :certificate_id AND set_by = :set_by ORDER BY id DESC LIMIT 1;
