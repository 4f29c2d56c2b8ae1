-- Up Migration

-- The order in which files came to count; ids cannot say it, since they are given before the first byte.
ALTER TABLE files ADD COLUMN seq bigint;
UPDATE files SET seq = ranked.seq
FROM (SELECT id, row_number() OVER (ORDER BY batch_id, position, created_at, id) AS seq FROM files) AS ranked
WHERE files.id = ranked.id;
ALTER TABLE files ALTER COLUMN seq SET NOT NULL, ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('files', 'seq'), (SELECT coalesce(max(seq), 0) + 1 FROM files), false);
CREATE UNIQUE INDEX files_in_order ON files (batch_id, seq);
DROP INDEX files_by_batch;

-- From the batch and the Idempotency-Key of the upload. It used to be the id.
ALTER TABLE files ADD COLUMN upload_key uuid UNIQUE;
UPDATE files SET upload_key = id WHERE substr(id::text, 15, 1) = '5';

-- Down Migration

CREATE INDEX files_by_batch ON files (batch_id, id);
DROP INDEX files_in_order;
ALTER TABLE files DROP COLUMN upload_key, DROP COLUMN seq;
