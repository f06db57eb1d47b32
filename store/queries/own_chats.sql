-- name: keep_own_chat!
INSERT INTO own_chats (person_hash, at) VALUES (:person_hash, :at)
ON CONFLICT (person_hash) DO NOTHING;

-- name: is_own_chat_kept$
SELECT EXISTS (SELECT 1 FROM own_chats WHERE person_hash = :person_hash);
