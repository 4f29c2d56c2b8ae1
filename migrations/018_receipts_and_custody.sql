-- Up Migration

-- Keys that sign or have signed receipts; never deleted, so that a receipt can be verified at any time.
CREATE TABLE receipt_keys (
  -- Thumbprint (RFC 7638).
  id text PRIMARY KEY,
  -- `x` of the JSON Web Key: 32 bytes in base64url.
  x text NOT NULL,
  -- PKCS 8 in PEM; null when it is in a file, or signs no more.
  private_key text,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Recordings that were not as they should be when they were read again.
CREATE TABLE custody_incidents (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  batch_id uuid NOT NULL REFERENCES batches ON DELETE CASCADE,
  file_id uuid NOT NULL REFERENCES files ON DELETE CASCADE,
  -- What was there instead; null for nothing.
  found_size bigint,
  found_sha256 text,
  seen_at timestamptz NOT NULL DEFAULT now(),
  -- When it was last looked at.
  checked_at timestamptz NOT NULL DEFAULT now(),
  -- When it was as it should be again.
  found_again_at timestamptz
);
CREATE UNIQUE INDEX custody_incidents_open ON custody_incidents (file_id, kind) WHERE found_again_at IS NULL;
CREATE INDEX custody_incidents_due ON custody_incidents (checked_at) WHERE found_again_at IS NULL;
CREATE INDEX custody_incidents_of_batch ON custody_incidents (batch_id);

-- How far the pass over all recordings has come.
CREATE TABLE custody_pass (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  -- The last file that was read; null at the beginning.
  after_file uuid,
  begun_at timestamptz,
  -- Null while a pass is under way.
  ended_at timestamptz,
  -- Since the database was set up.
  files bigint NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0
);
INSERT INTO custody_pass DEFAULT VALUES;

-- Down Migration

DROP TABLE custody_pass, custody_incidents, receipt_keys;
