-- Up Migration

-- Nothing of these vehicles is deleted, neither by age nor by request.
CREATE TABLE legal_holds (
  vin text PRIMARY KEY,
  reason text NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now()
);

-- Read before the batches of others.
ALTER TABLE batches ADD COLUMN urgent boolean NOT NULL DEFAULT false;

-- Recordings may go before the rest: then reports, charts and rows are still there.
ALTER TABLE batches ADD COLUMN recordings_deleted_at timestamptz;
CREATE INDEX batches_with_recordings ON batches (completed_at)
  WHERE status IN ('completed', 'failed') AND recordings_deleted_at IS NULL;
-- Of the objects with this prefix only those directly below it.
ALTER TABLE object_removals ADD COLUMN direct_only boolean NOT NULL DEFAULT false;

-- Down Migration

ALTER TABLE object_removals DROP COLUMN direct_only;
DROP INDEX batches_with_recordings;
ALTER TABLE batches DROP COLUMN recordings_deleted_at, DROP COLUMN urgent;
DROP TABLE legal_holds;
