-- Up Migration

-- What the sweep asks of uploads each minute must not read those of a whole day that are finished.
CREATE INDEX uploads_unfinished ON uploads (touched_at) WHERE state <> 'finished' OR is_piece;
CREATE INDEX uploads_in_store ON uploads (s3_upload_id) WHERE s3_upload_id IS NOT NULL;

-- Rows behind the last summary of a BRIN are read one by one; without this until a fifth of the table is new.
ALTER INDEX events_by_time SET (autosummarize = on);

-- The last summary that the sweep has looked at, in the order of their times; null where it begins anew.
CREATE TABLE summary_sweep (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  created_at timestamptz,
  sha256 text,
  parser_version text
);
INSERT INTO summary_sweep DEFAULT VALUES;

-- Down Migration

DROP TABLE summary_sweep;
ALTER INDEX events_by_time RESET (autosummarize);
DROP INDEX uploads_in_store, uploads_unfinished;
