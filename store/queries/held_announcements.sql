-- name: add_held$
INSERT INTO held_announcements (body, by_contact, state, expires_at)
VALUES (:body, :by_contact, 'waiting', :expires_at)
RETURNING id;

-- name: held_by_id^
SELECT id, body, by_contact, state FROM held_announcements WHERE id = :id;

-- name: settle_held!
UPDATE held_announcements SET state = :state WHERE id = :id AND state = 'waiting';

-- name: held_past
SELECT id FROM held_announcements WHERE state = 'waiting' AND expires_at <= :now ORDER BY id;

-- name: forget_held!
DELETE FROM held_announcements WHERE state <> 'waiting' AND expires_at <= :before;
