-- What was answered about a list: the name of its new programme, and that new names are of the same people.
ALTER TABLE uploads ADD COLUMN new_programme TEXT;
ALTER TABLE uploads ADD COLUMN same_people INTEGER NOT NULL DEFAULT 0;
