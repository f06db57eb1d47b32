-- name: session_by_id^
SELECT s.id, s.programme_id, p.name, p.year, s.skill, s.topic, s.starts_at, s.ends_at, s.place,
       s.instructor, s.state, s.version, s.announced_version, s.start_set_at, s.missing_since
FROM sessions s JOIN programmes p ON p.id = s.programme_id WHERE s.id = :id;

-- name: sessions_between
SELECT s.id, s.programme_id, p.name, p.year, s.skill, s.topic, s.starts_at, s.ends_at, s.place,
       s.instructor, s.state, s.version, s.announced_version, s.start_set_at, s.missing_since
FROM sessions s JOIN programmes p ON p.id = s.programme_id
WHERE s.starts_at >= :since AND s.starts_at < :until
  AND (:skills = '' OR ',' || :skills || ',' LIKE '%,' || s.skill || ',%')
ORDER BY s.starts_at, s.skill, s.id;

-- name: sessions_of_programme
SELECT s.id, s.programme_id, p.name, p.year, s.skill, s.topic, s.starts_at, s.ends_at, s.place,
       s.instructor, s.state, s.version, s.announced_version, s.start_set_at, s.missing_since
FROM sessions s JOIN programmes p ON p.id = s.programme_id
WHERE s.programme_id = :programme_id ORDER BY s.starts_at, s.id;

-- name: next_session_of_each_class
SELECT s.id, s.programme_id, p.name, p.year, s.skill, s.topic, s.starts_at, s.ends_at, s.place,
       s.instructor, s.state, s.version, s.announced_version, s.start_set_at, s.missing_since
FROM sessions s JOIN programmes p ON p.id = s.programme_id
WHERE s.starts_at >= :since AND s.state = 'planned' AND NOT EXISTS (
    SELECT 1 FROM sessions e
    WHERE e.programme_id = s.programme_id AND e.skill = s.skill AND e.state = 'planned'
      AND e.starts_at >= :since
      AND (e.starts_at < s.starts_at OR (e.starts_at = s.starts_at AND e.id < s.id)))
ORDER BY s.starts_at, s.id;

-- name: add_session$
INSERT INTO sessions (programme_id, skill, topic, topic_key, starts_at, ends_at, place,
                      instructor, start_set_at, created_at, updated_at)
VALUES (:programme_id, :skill, :topic, :topic_key, :starts_at, :ends_at, :place,
        :instructor, :at, :at, :at)
RETURNING id;

-- name: change_session!
UPDATE sessions SET topic = :topic, topic_key = :topic_key, starts_at = :starts_at,
       ends_at = :ends_at, place = :place, instructor = :instructor, state = :state,
       reason = :reason, start_set_at = :start_set_at, missing_since = :missing_since,
       version = version + 1, updated_at = :at
WHERE id = :id AND version = :version;

-- name: mark_missing!
UPDATE sessions SET missing_since = :missing_since, updated_at = :at WHERE id = :id;

-- name: mark_announced!
UPDATE sessions SET announced_version = version WHERE id = :id;

-- name: reminder_audience
SELECT DISTINCT c.id, c.uid, c.channel, c.address, c.language, c.staff_id, c.reminders, c.reachable
FROM enrolments e
JOIN links l ON l.participant_id = e.participant_id AND l.ended_at IS NULL
JOIN contacts c ON c.id = l.contact_id
WHERE e.programme_id = :programme_id AND e.skill = :skill
  AND c.reminders = 1
  AND l.created_at <= :moment
  AND (l.expires_at IS NULL OR l.expires_at > :now)
  AND (l.relation = 'self' OR l.topics LIKE '%schedule%')
  AND l.muted NOT LIKE '%schedule%'
ORDER BY c.id;
