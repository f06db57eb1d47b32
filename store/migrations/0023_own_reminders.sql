-- How many minutes before a class a chat wants to be reminded besides the usual times; NULL: not.
ALTER TABLE contacts ADD COLUMN own_reminder INTEGER;
CREATE INDEX contacts_by_own_reminder ON contacts (own_reminder) WHERE own_reminder IS NOT NULL;
