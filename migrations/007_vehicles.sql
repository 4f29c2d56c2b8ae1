-- Up Migration

-- One row for each vehicle, from its newest batch; searched by the list of vehicles.
CREATE TABLE vehicles (
  vehicle_id text PRIMARY KEY,
  vin text NOT NULL,
  platform text,
  -- Ids of batches are UUIDv7: a later one is greater.
  last_batch_id uuid NOT NULL,
  -- Lower case in every script, whatever the locale of the database.
  search text NOT NULL GENERATED ALWAYS AS (lower((vehicle_id || chr(10) || vin) COLLATE pg_c_utf8)) STORED
);

CREATE INDEX vehicles_by_platform ON vehicles (platform, vehicle_id);

INSERT INTO vehicles (vehicle_id, vin, platform, last_batch_id)
SELECT DISTINCT ON (vehicle_id) vehicle_id, vin, platform, id FROM batches ORDER BY vehicle_id, id DESC;

-- A trigger, so that batches created by a process of an older version during a rolling upgrade are included.
CREATE FUNCTION note_vehicle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO vehicles (vehicle_id, vin, platform, last_batch_id)
  VALUES (NEW.vehicle_id, NEW.vin, NEW.platform, NEW.id)
  ON CONFLICT (vehicle_id) DO UPDATE
    SET vin = excluded.vin, platform = excluded.platform, last_batch_id = excluded.last_batch_id
    WHERE vehicles.last_batch_id < excluded.last_batch_id;
  RETURN NULL;
END $$;

CREATE TRIGGER batch_begun AFTER INSERT ON batches FOR EACH ROW EXECUTE FUNCTION note_vehicle();

-- Who changed the rule, by their own account.
ALTER TABLE rule_settings ADD COLUMN changed_by text;

-- Down Migration

ALTER TABLE rule_settings DROP COLUMN changed_by;
DROP TRIGGER batch_begun ON batches;
DROP FUNCTION note_vehicle();
DROP TABLE vehicles;
