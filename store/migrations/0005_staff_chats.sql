-- The chats of instructors, escorts and staff are looked up for every session that reminds.
CREATE INDEX contacts_of_staff ON contacts (staff_id) WHERE staff_id IS NOT NULL;
