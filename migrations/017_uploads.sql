-- Up Migration

-- Files on their way, in one or more requests. The id becomes that of the file.
CREATE TABLE uploads (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES batches ON DELETE CASCADE,
  name text NOT NULL,
  -- Bytes of the whole file; null until the client says.
  length bigint,
  -- Bytes that are safe in the object store. Below `length` until the file counts, since clients take the whole length for success.
  received bigint NOT NULL DEFAULT 0,
  -- Of every part but the last.
  part_bytes integer NOT NULL,
  -- What the object store calls it; null where all bytes are in the tail.
  s3_upload_id text,
  -- Lengths of the small objects that hold what came after the last whole part.
  tail integer[] NOT NULL DEFAULT '{}',
  state text NOT NULL DEFAULT 'open',
  -- The client sends the parts to the object store itself.
  direct boolean NOT NULL DEFAULT false,
  -- A piece of a concatenation (tus): never a file by itself.
  is_piece boolean NOT NULL DEFAULT false,
  -- As the client sent it, which may ask for it.
  metadata text NOT NULL DEFAULT '',
  -- Digests the whole file must have.
  digests jsonb NOT NULL DEFAULT '[]',
  -- Why it takes no more bytes.
  refusal text,
  -- The file that counts; another upload's where the batch had the same file already.
  file_id uuid,
  -- The request that writes, until when it has to be heard of again, and whether another one waits for it.
  holder uuid,
  held_until timestamptz,
  wanted boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  touched_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX uploads_by_batch ON uploads (batch_id, id);
CREATE INDEX uploads_by_age ON uploads (touched_at);

-- Whole parts in the object store.
CREATE TABLE upload_parts (
  upload_id uuid NOT NULL REFERENCES uploads ON DELETE CASCADE,
  number integer NOT NULL,
  etag text NOT NULL,
  PRIMARY KEY (upload_id, number)
);

-- From the batch, the name and the SHA-256: the same file twice in a batch is one. Null for files before there was this.
ALTER TABLE files ADD COLUMN content_key uuid UNIQUE;

-- Down Migration

ALTER TABLE files DROP COLUMN content_key;
DROP TABLE upload_parts, uploads;
