-- Up Migration

-- What POST requests with an Idempotency-Key led to, for 24 hours.
CREATE TABLE idempotency_keys (
  -- Method and path: each has keys of its own.
  operation text NOT NULL,
  key text NOT NULL,
  -- Of the query and the body, SHA-256.
  fingerprint text NOT NULL,
  -- What the request creates: a repeat creates the same even if the process died before it could keep the answer.
  resource_id uuid NOT NULL,
  -- The request that is under way, and until when it has to be heard of again.
  holder uuid NOT NULL,
  held_until timestamptz NOT NULL,
  -- The answer; null until there is one worth keeping.
  status smallint,
  headers jsonb,
  body text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (operation, key)
);

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Which request began the current run: its repeat begins no other.
ALTER TABLE batches ADD COLUMN begun_by uuid;

-- Down Migration

ALTER TABLE batches DROP COLUMN begun_by;
DROP TABLE idempotency_keys;
