-- Up Migration

-- The fleet's name for the kind of vehicle; what is set for a platform applies to its batches.
ALTER TABLE batches ADD COLUMN platform text;
CREATE INDEX batches_by_platform ON batches (platform, id) WHERE platform IS NOT NULL;

-- Detected from the first bytes during the upload: such a file defines the CAN frames of the other files.
ALTER TABLE files ADD COLUMN is_can_database boolean NOT NULL DEFAULT false;
CREATE INDEX files_can_databases ON files (batch_id, id) WHERE is_can_database;

-- DBC files that an operator keeps for a platform.
CREATE TABLE platform_databases (
  platform text NOT NULL,
  name text NOT NULL,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  messages integer NOT NULL,
  signals integer NOT NULL,
  content bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (platform, name)
);

-- Down Migration

DROP TABLE platform_databases;
DROP INDEX files_can_databases, batches_by_platform;
ALTER TABLE files DROP COLUMN is_can_database;
ALTER TABLE batches DROP COLUMN platform;
