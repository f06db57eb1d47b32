-- name: add_example!
INSERT INTO examples (contact_id, text, choice, at) VALUES (:contact_id, :text, :choice, :at);

-- name: examples
SELECT text, choice, at FROM examples ORDER BY id;

-- name: forget_examples!
DELETE FROM examples WHERE at < :before;

-- name: forget_examples_of!
DELETE FROM examples WHERE contact_id = :contact_id;
