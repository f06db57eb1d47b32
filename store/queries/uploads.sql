-- name: add_upload$
INSERT INTO uploads (contact_id, document, message, state, not_before, expires_at, created_at)
VALUES (:contact_id, :document, :message, 'noted', :at, :expires_at, :at)
RETURNING id;

-- name: upload^
SELECT id, contact_id, document, message, state, tries, reading, programme_id,
       new_programme, same_people, shown_hash, expires_at
FROM uploads WHERE id = :id;

-- name: uploads_of_contact
SELECT id, contact_id, document, message, state, tries, reading, programme_id,
       new_programme, same_people, shown_hash, expires_at
FROM uploads WHERE contact_id = :contact_id AND state = 'read' ORDER BY id;

-- name: next_upload_to_read$
SELECT u.id FROM uploads u JOIN contacts c ON c.id = u.contact_id
WHERE u.state = 'noted' AND u.not_before <= :at AND c.channel = :channel
ORDER BY u.not_before, u.id LIMIT 1;

-- name: count_upload_try!
UPDATE uploads SET tries = tries + 1, not_before = :not_before WHERE id = :id AND state = 'noted';

-- name: keep_upload_reading!
UPDATE uploads SET state = 'read', reading = :reading WHERE id = :id AND state = 'noted';

-- name: keep_upload_programme!
UPDATE uploads SET programme_id = :programme_id, new_programme = :new_programme
WHERE id = :id AND state = 'read';

-- name: say_same_people!
UPDATE uploads SET same_people = 1 WHERE id = :id AND state = 'read';

-- name: keep_upload_shown!
UPDATE uploads SET shown_hash = :shown_hash WHERE id = :id AND state = 'read';

-- name: end_upload!
UPDATE uploads SET state = 'over', reading = NULL, shown_hash = NULL WHERE id = :id AND state <> 'over';

-- name: uploads_to_expire
SELECT id FROM uploads WHERE state <> 'over' AND expires_at <= :at ORDER BY id;

-- name: uploads_with_message
SELECT id, contact_id FROM uploads WHERE message IS NOT NULL ORDER BY id;

-- name: forget_upload_message!
UPDATE uploads SET message = NULL WHERE id = :id;

-- name: forget_uploads!
DELETE FROM uploads WHERE state = 'over' AND message IS NULL;
