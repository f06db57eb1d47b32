-- Messages that were tried and wait to be tried again: what comes later to the same chat waits too.
CREATE INDEX outbox_tried ON outbox (contact_id, priority, id)
    WHERE state = 'queued' AND attempts > 0;
