-- Up Migration

-- What the vehicle said of a file when it began to send it.
ALTER TABLE uploads
  ADD COLUMN recorded_at timestamptz,
  ADD COLUMN priority smallint NOT NULL DEFAULT 0,
  ADD COLUMN labels text[] NOT NULL DEFAULT '{}';
ALTER TABLE files
  ADD COLUMN recorded_at timestamptz,
  -- Files of a higher one are read before the others of their batch.
  ADD COLUMN priority smallint NOT NULL DEFAULT 0,
  ADD COLUMN labels text[] NOT NULL DEFAULT '{}';

-- Down Migration

ALTER TABLE files DROP COLUMN labels, DROP COLUMN priority, DROP COLUMN recorded_at;
ALTER TABLE uploads DROP COLUMN labels, DROP COLUMN priority, DROP COLUMN recorded_at;
