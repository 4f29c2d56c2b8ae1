-- Up Migration

-- When a worker took the file to read it ahead, while its batch was still uploading. It does that once.
ALTER TABLE files ADD COLUMN ahead_at timestamptz;
-- A file gets its position when the upload completes.
CREATE INDEX files_ahead ON files (batch_id, seq) WHERE position IS NULL AND ahead_at IS NULL;

-- What the row of a file takes from its summary, so that many are recorded in one statement that reads none. Null for those
-- made before there was this; they are made again when they are needed.
ALTER TABLE summaries ADD COLUMN outcome jsonb;

-- Down Migration

ALTER TABLE summaries DROP COLUMN outcome;
ALTER TABLE files DROP COLUMN ahead_at;
