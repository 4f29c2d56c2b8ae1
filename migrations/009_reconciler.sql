-- Up Migration

-- What the reconciler pages through: batches whose run is not over.
CREATE INDEX batches_open ON batches (id) WHERE status NOT IN ('completed', 'failed');

-- Repairs of rows and workflows that had parted, over all processes, for the metric.
CREATE TABLE reconciler_repairs (
  kind text PRIMARY KEY,
  count bigint NOT NULL,
  last_at timestamptz NOT NULL DEFAULT now()
);

-- Down Migration

DROP TABLE reconciler_repairs;
DROP INDEX batches_open;
