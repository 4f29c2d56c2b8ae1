-- Up Migration

-- Appending events wakes the relay; the payload is empty, since the relay reads the table.
CREATE FUNCTION notify_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('argus_events', '');
  RETURN NULL;
END $$;

CREATE TRIGGER events_appended AFTER INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION notify_events();

-- Down Migration

DROP TRIGGER events_appended ON events;
DROP FUNCTION notify_events;
