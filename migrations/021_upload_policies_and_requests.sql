-- Up Migration

-- What vehicles upload of themselves. The newest version of a platform holds; the others are its history.
CREATE TABLE upload_policies (
  id uuid PRIMARY KEY,
  -- Empty for vehicles whose platform has none of its own.
  platform text NOT NULL,
  version integer NOT NULL,
  -- `UploadRule[]` of src/domain/upload-policy.ts; null where the platform's own policy was taken back.
  rules jsonb,
  default_upload text,
  note text,
  changed_by text,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (platform, version),
  CHECK ((rules IS NULL) = (default_upload IS NULL))
);

-- What vehicles are asked for.
CREATE TABLE vehicle_requests (
  id uuid PRIMARY KEY,
  vehicle_id text NOT NULL,
  -- One file, or those that a glob matches, or neither.
  path text,
  pattern text,
  -- And recorded in this time.
  recorded_from timestamptz,
  recorded_to timestamptz,
  note text,
  -- `expired` is not stored: it is what comes of the first two states at `expires_at`.
  state text NOT NULL DEFAULT 'open',
  asked_by text,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  picked_up_at timestamptz,
  ended_at timestamptz,
  -- Why the vehicle declined.
  reason text,
  -- What fulfilled it.
  batch_id uuid REFERENCES batches ON DELETE SET NULL,
  CHECK (path IS NULL OR pattern IS NULL),
  CHECK ((recorded_from IS NULL) = (recorded_to IS NULL)),
  CHECK (num_nonnulls(path, pattern, recorded_from) > 0)
);
CREATE INDEX vehicle_requests_of_vehicle ON vehicle_requests (vehicle_id, id);
CREATE INDEX vehicle_requests_of_batch ON vehicle_requests (batch_id) WHERE batch_id IS NOT NULL;

-- What a vehicle still holds, as far as it reported; a report replaces the one before.
CREATE TABLE vehicle_holdings (
  vehicle_id text PRIMARY KEY,
  reported_at timestamptz NOT NULL DEFAULT now(),
  -- Of all it holds, also of files that are not listed.
  total_files bigint NOT NULL,
  total_bytes bigint NOT NULL,
  -- `Holding[]` of src/domain/vehicle-holdings.ts.
  files jsonb NOT NULL,
  -- Sums of `files` by reason, so that a list of vehicles reads no lists of files.
  by_reason jsonb NOT NULL
);

-- Down Migration

DROP TABLE vehicle_holdings, vehicle_requests, upload_policies;
