-- Up Migration

-- Of the files that it was folded from and of their results (src/stores/postgres/reports.ts); null where an earlier release wrote it.
ALTER TABLE aggregates ADD COLUMN content text;

-- Down Migration

ALTER TABLE aggregates DROP COLUMN content;
