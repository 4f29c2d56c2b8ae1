-- Up Migration

CREATE TABLE batches (
  id uuid PRIMARY KEY,
  vehicle_id text NOT NULL,
  vin text NOT NULL,
  expected_workers integer,
  tolerated_failed_percent double precision NOT NULL,
  status text NOT NULL,
  -- Incremented by a retry or a reprocess; the reports of earlier runs are kept.
  run integer NOT NULL DEFAULT 1,
  -- Fixed at `complete`; while uploads run, count the rows of `files`.
  total_files integer NOT NULL DEFAULT 0,
  total_bytes bigint NOT NULL DEFAULT 0,
  -- Of the current run. Duplicates the states in `files`, so that progress takes one lookup.
  processed_files integer NOT NULL DEFAULT 0,
  failed_files integer NOT NULL DEFAULT 0,
  failure_code text,
  failure_message text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  uploaded_at timestamptz,
  completed_at timestamptz
);

-- Ids are UUIDv7: newest first is descending by id, and a page's cursor is an id.
CREATE INDEX batches_by_vehicle ON batches (vehicle_id, id);
CREATE INDEX batches_by_vin ON batches (vin, id);
CREATE INDEX batches_by_status ON batches (status, id);
-- What the sweep looks for: stalled uploads, and completions that were not delivered.
CREATE INDEX batches_waiting ON batches (updated_at) WHERE status IN ('pending', 'uploaded');

CREATE TABLE files (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES batches ON DELETE CASCADE,
  name text NOT NULL,
  size bigint NOT NULL,
  sha256 text NOT NULL,
  content_type text NOT NULL,
  -- 0, 1, 2 … within the batch, assigned when the upload completes: a chunk of work is a range of positions.
  position integer,
  state text NOT NULL DEFAULT 'pending',
  format text,
  verdict jsonb,
  message_count bigint,
  -- With sha256, the key of the summary; null when there is only a verdict.
  parser_version text,
  created_at timestamptz NOT NULL DEFAULT now(),
  processed_at timestamptz
);

CREATE UNIQUE INDEX files_by_position ON files (batch_id, position);
CREATE INDEX files_by_batch ON files (batch_id, id);

-- The content of a file, keyed by the bytes it was made from: the same bytes are parsed once.
CREATE TABLE summaries (
  sha256 text NOT NULL,
  parser_version text NOT NULL,
  summary json NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (sha256, parser_version)
);

-- Append-only: outbox for Kafka, resume log for SSE, timeline for people.
CREATE TABLE events (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id uuid NOT NULL UNIQUE,
  batch_id uuid NOT NULL REFERENCES batches ON DELETE CASCADE,
  run integer NOT NULL,
  event_type text NOT NULL,
  payload jsonb NOT NULL,
  occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  published_at timestamptz
);

CREATE INDEX events_by_batch ON events (batch_id, seq);
CREATE INDEX events_unpublished ON events (seq) WHERE published_at IS NULL;

-- What the gather stage passes to the diagnose stage.
CREATE TABLE aggregates (
  batch_id uuid NOT NULL REFERENCES batches ON DELETE CASCADE,
  run integer NOT NULL,
  aggregate json NOT NULL,
  charts jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (batch_id, run)
);

CREATE TABLE reports (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES batches ON DELETE CASCADE,
  run integer NOT NULL,
  vehicle_id text NOT NULL,
  vin text NOT NULL,
  severity text NOT NULL,
  sentence text NOT NULL,
  body json NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (batch_id, run)
);

CREATE INDEX reports_by_vehicle ON reports (vehicle_id, id);
CREATE INDEX reports_by_vin ON reports (vin, id);

-- Down Migration

DROP TABLE reports, aggregates, events, summaries, files, batches;
