-- name: add_import$
INSERT INTO imports (file_name, kind, programme_id, accepted, rejected, report, by_whom, at)
VALUES (:file_name, :kind, :programme_id, :accepted, :rejected, :report, :by_whom, :at)
RETURNING id;

-- name: last_audit_hash$
SELECT hash FROM audit ORDER BY id DESC LIMIT 1;

-- name: add_audit!
INSERT INTO audit (at, actor, action, subject, previous, hash)
VALUES (:at, :actor, :action, :subject, :previous, :hash);
