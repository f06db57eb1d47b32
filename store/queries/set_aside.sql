-- name: keep_set_aside!
INSERT INTO set_aside_chats (contact_id, channel, address, staff_id, at)
SELECT id, channel, address, staff_id, :at FROM contacts WHERE id = :id;

-- name: take_out_of_use!
UPDATE contacts SET address = :address, staff_id = NULL, reachable = 0,
       unreachable_reason = 'set aside'
WHERE id = :id;

-- name: newest_set_aside^
SELECT contact_id, at FROM set_aside_chats
WHERE channel = :channel AND address = :address AND at > :since ORDER BY at DESC, contact_id DESC;

-- name: put_back_in_use!
UPDATE contacts SET reachable = 1, unreachable_reason = NULL,
       address = (SELECT address FROM set_aside_chats s WHERE s.contact_id = contacts.id),
       staff_id = (SELECT s.staff_id FROM set_aside_chats s JOIN staff m ON m.id = s.staff_id
                   WHERE s.contact_id = contacts.id AND m.active = 1)
WHERE id = :id;

-- name: forget_set_aside!
DELETE FROM set_aside_chats WHERE contact_id = :id;

-- name: forget_chats_set_aside!
DELETE FROM contacts WHERE id IN (SELECT contact_id FROM set_aside_chats WHERE at <= :until);
