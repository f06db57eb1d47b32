-- name: setting$
SELECT value FROM settings WHERE name = :name;

-- name: keep_setting!
INSERT INTO settings (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: add_setting!
INSERT INTO settings (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING;

-- name: forget_setting!
DELETE FROM settings WHERE name = :name;

-- name: job_run_at$
SELECT at FROM job_runs WHERE job = :job;

-- name: keep_job_run!
INSERT INTO job_runs (job, at) VALUES (:job, :at)
ON CONFLICT (job) DO UPDATE SET at = excluded.at;
