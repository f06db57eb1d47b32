-- name: keep_certificate_answer!
INSERT INTO certificate_answers (certificate_id, contact_id, answer, proxy, at)
VALUES (:certificate_id, :contact_id, :answer, :proxy, :at)
ON CONFLICT (certificate_id) DO UPDATE SET contact_id = excluded.contact_id,
    answer = excluded.answer, proxy = excluded.proxy, at = excluded.at;

-- name: certificate_answer^
SELECT answer, proxy, contact_id, at FROM certificate_answers
WHERE certificate_id = :certificate_id;

-- name: forget_certificate_answer!
DELETE FROM certificate_answers WHERE certificate_id = :certificate_id;

-- name: certificates_said_lost
SELECT certificate_id FROM certificate_answers WHERE answer = 'lost' ORDER BY at, certificate_id;
