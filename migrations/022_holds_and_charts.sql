-- Up Migration

-- By whom; null at the terminal, and for those before there was this.
ALTER TABLE legal_holds ADD COLUMN placed_by text;

-- Charts may go before their reports. A later run draws new ones.
ALTER TABLE batches ADD COLUMN charts_deleted_at timestamptz;
CREATE INDEX batches_with_charts ON batches (completed_at)
  WHERE status IN ('completed', 'failed') AND (charts_deleted_at IS NULL OR charts_deleted_at < completed_at);

-- Down Migration

DROP INDEX batches_with_charts;
ALTER TABLE batches DROP COLUMN charts_deleted_at;
ALTER TABLE legal_holds DROP COLUMN placed_by;
