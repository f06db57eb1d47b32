-- name: add_attempt!
INSERT INTO attempts (subject, detail, at) VALUES (:subject, :detail, :at);

-- name: attempts_since
SELECT at, detail FROM attempts WHERE subject = :subject AND at > :since ORDER BY at;

-- name: forget_attempts_on!
DELETE FROM attempts WHERE subject = :subject;

-- name: forget_attempts!
DELETE FROM attempts WHERE at < :before;
