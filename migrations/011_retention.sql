-- Up Migration

-- Objects whose rows are gone; the sweep removes all that begin with the prefix, then the row.
CREATE TABLE object_removals (
  prefix text PRIMARY KEY,
  requested_at timestamptz NOT NULL DEFAULT now()
);

-- What retention and operators deleted, over all processes, for the metric.
CREATE TABLE retention_counts (
  kind text PRIMARY KEY,
  count bigint NOT NULL,
  last_at timestamptz NOT NULL DEFAULT now()
);

-- What retention looks for. Events are appended in the order of time, so that a few pages of BRIN are enough.
CREATE INDEX events_by_time ON events USING brin (occurred_at);
CREATE INDEX batches_ended ON batches (completed_at) WHERE status IN ('completed', 'failed');
CREATE INDEX summaries_by_time ON summaries (created_at);
CREATE INDEX files_by_content ON files (sha256);
CREATE INDEX reports_superseded ON reports (created_at) WHERE NOT latest;

-- Down Migration

DROP INDEX reports_superseded, files_by_content, summaries_by_time, batches_ended, events_by_time;
DROP TABLE retention_counts, object_removals;
