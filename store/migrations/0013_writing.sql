-- What was claimed is told apart from what is being written: only that may have gone out in a crash.
ALTER TABLE outbox ADD COLUMN is_writing INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET is_writing = 1 WHERE state = 'sending';
