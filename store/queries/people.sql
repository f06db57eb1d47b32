-- name: programmes
SELECT id, name, year FROM programmes ORDER BY year DESC, name;

-- name: programme_by_name^
SELECT id, name, year FROM programmes WHERE name = :name;

-- name: add_programme$
INSERT INTO programmes (name, year, created_at) VALUES (:name, :year, :at) RETURNING id;

-- name: participant_by_id^
SELECT id, uid, number, name, birth_date, phones, phone_is_own
FROM participants WHERE id = :id;

-- name: participant_name$
SELECT name FROM participants WHERE id = :id;

-- name: first_participant^
SELECT id, uid, number, name, birth_date, phones, phone_is_own
FROM participants ORDER BY id LIMIT 1;

-- name: participant_by_number^
SELECT id, uid, number, name, birth_date, phones, phone_is_own
FROM participants WHERE number_key = :number_key;

-- name: all_participants
SELECT id, uid, number, name, birth_date, phones, phone_is_own
FROM participants ORDER BY id;

-- name: participant_names
SELECT id, name FROM participants ORDER BY id;

-- name: participants_by_phone
SELECT p.id, p.uid, p.number, p.name, p.birth_date, p.phones, p.phone_is_own
FROM participants p JOIN participant_phones h ON h.participant_id = p.id
WHERE h.phone_hash = :phone_hash ORDER BY p.id;

-- name: add_participant$
INSERT INTO participants (uid, number, number_key, name, birth_date, phones, phone_is_own, sex,
                          birth_place, note, created_at, updated_at)
VALUES (:uid, :number, :number_key, :name, :birth_date, :phones, :phone_is_own, :sex,
        :birth_place, :note, :at, :at)
RETURNING id;

-- name: details^
SELECT name, birth_date, phones, sex, birth_place, note, phone_is_own
FROM participants WHERE id = :id;

-- name: correct_participant!
UPDATE participants SET name = :name, birth_date = :birth_date, phones = :phones, sex = :sex,
       birth_place = :birth_place, note = :note, phone_is_own = :phone_is_own, updated_at = :at
WHERE id = :id;

-- name: number_keys_by_phone
SELECT p.number_key
FROM participants p JOIN participant_phones h ON h.participant_id = p.id
WHERE h.phone_hash = :phone_hash ORDER BY p.id;

-- name: forget_phones!
DELETE FROM participant_phones WHERE participant_id = :participant_id;

-- name: remember_phone!
INSERT INTO participant_phones (participant_id, phone_hash) VALUES (:participant_id, :phone_hash)
ON CONFLICT DO NOTHING;

-- name: enrol!
INSERT INTO enrolments (participant_id, programme_id, skill, created_at)
VALUES (:participant_id, :programme_id, :skill, :at)
ON CONFLICT DO NOTHING;

-- name: leave!
DELETE FROM enrolments
WHERE participant_id = :participant_id AND programme_id = :programme_id AND skill = :skill;

-- name: enrolled
SELECT e.participant_id
FROM enrolments e JOIN participants p ON p.id = e.participant_id AND p.restricted_at IS NULL
WHERE e.programme_id = :programme_id AND e.skill = :skill ORDER BY e.participant_id;

-- name: classes_without_chat
SELECT e.programme_id, p.name, p.year, e.skill, COUNT(*)
FROM enrolments e JOIN programmes p ON p.id = e.programme_id
WHERE NOT EXISTS (SELECT 1 FROM links l
                  WHERE l.participant_id = e.participant_id AND l.relation = 'self'
                    AND l.ended_at IS NULL AND l.expires_at IS NULL)
GROUP BY e.programme_id, p.name, p.year, e.skill ORDER BY p.year DESC, p.name, e.skill;

-- name: enrolled_without_chat
SELECT e.participant_id
FROM enrolments e JOIN participants p ON p.id = e.participant_id AND p.restricted_at IS NULL
WHERE e.programme_id = :programme_id AND e.skill = :skill
  AND NOT EXISTS (SELECT 1 FROM links l
                  WHERE l.participant_id = e.participant_id AND l.relation = 'self'
                    AND l.ended_at IS NULL AND l.expires_at IS NULL)
ORDER BY e.participant_id;

-- name: enrolments_of
SELECT e.programme_id, p.name, p.year, e.skill
FROM enrolments e JOIN programmes p ON p.id = e.programme_id
WHERE e.participant_id = :participant_id ORDER BY p.year DESC, p.name, e.skill;

-- name: is_erased$
SELECT 1 FROM erased WHERE participant_hash = :participant_hash;
