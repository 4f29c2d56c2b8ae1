-- Up Migration

-- Rows stay when a token is revoked: audit entries name them, and an installation with keys never becomes open again.
CREATE TABLE access_tokens (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('vehicle', 'reader', 'operator', 'admin')),
  -- The vehicle whose batches it is kept to.
  vehicle_id text CHECK ((role = 'vehicle') = (vehicle_id IS NOT NULL)),
  -- Of the whole token; the token itself is stored nowhere.
  sha256 bytea NOT NULL UNIQUE CHECK (length(sha256) = 32),
  -- Its first characters, to recognise it by.
  prefix text NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  -- To the minute.
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by text
);

-- People who are signed in to the console: with a token, or through an OpenID provider.
CREATE TABLE sessions (
  sha256 bytea PRIMARY KEY CHECK (length(sha256) = 32),
  token_id uuid REFERENCES access_tokens,
  -- Without a token: who it is by the provider.
  subject text,
  name text,
  role text CHECK (role IN ('reader', 'operator', 'admin')),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  CHECK ((token_id IS NULL) = (subject IS NOT NULL AND name IS NOT NULL AND role IS NOT NULL))
);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Down Migration

DROP TABLE sessions, access_tokens;
