-- name: keep_certificate_answer!
INSERT INTO certificate_answers (certificate_id, contact_id, answer, proxy, at)
VALUES (:certificate_id, :contact_id, :answer, :proxy, :at)
ON CONFLICT (certificate_id) DO UPDATE SET contact_id = excluded.contact_id,
    answer = excluded.answer, proxy = excluded.proxy, at = excluded.at;

-- name: certificate_answer^
SELECT a.answer, a.proxy, a.contact_id, a.at
FROM certificate_answers a JOIN certificates c ON c.id = a.certificate_id
WHERE a.certificate_id = :certificate_id AND a.at >= c.step_at;

-- name: forget_certificate_answer!
DELETE FROM certificate_answers WHERE certificate_id = :certificate_id;

-- name: certificates_said_lost
SELECT c.id FROM certificates c JOIN certificate_answers a ON a.certificate_id = c.id
WHERE a.answer = 'lost' AND a.at >= c.step_at ORDER BY a.at, c.id;
