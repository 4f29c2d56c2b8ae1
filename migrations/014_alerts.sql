-- Up Migration

-- Who is told of findings, and of which.
CREATE TABLE alert_subscriptions (
  id uuid PRIMARY KEY,
  -- Where messages go: one of the two.
  url text,
  email text,
  -- Platforms, and rules, that it is about; null for all.
  platforms text[],
  rules text[],
  -- The least severity, as its place in the scale of src/domain/severity.ts.
  min_severity smallint NOT NULL,
  description text,
  -- `whsec_` and the base64 of the key that signs what goes to `url`.
  secret text,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Of the first message that waits, in vain.
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  error text,
  CHECK (num_nonnulls(url, email) = 1),
  CHECK ((url IS NULL) = (secret IS NULL))
);

-- Messages that were not taken yet: one for each subscription and report. Dead ones are tried no more.
CREATE TABLE alerts (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  subscription_id uuid NOT NULL REFERENCES alert_subscriptions ON DELETE CASCADE,
  batch_id uuid NOT NULL REFERENCES batches ON DELETE CASCADE,
  run integer NOT NULL,
  -- `AlertMessage` of src/domain/alert.ts.
  message jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  dead_at timestamptz,
  error text
);
CREATE INDEX alerts_in_order ON alerts (subscription_id, seq) WHERE dead_at IS NULL;
CREATE INDEX alerts_dead ON alerts (subscription_id, seq) WHERE dead_at IS NOT NULL;
CREATE INDEX alerts_of_batch ON alerts (batch_id);

-- What a subscription was told of a platform, so that it is not told again at once.
CREATE TABLE alert_keys (
  subscription_id uuid NOT NULL REFERENCES alert_subscriptions ON DELETE CASCADE,
  -- Empty for batches that name none.
  platform text NOT NULL,
  -- `findingKey` of src/domain/alert.ts.
  finding uuid NOT NULL,
  severity smallint NOT NULL,
  told_at timestamptz NOT NULL,
  -- Reports with it since then.
  untold integer NOT NULL DEFAULT 0,
  PRIMARY KEY (subscription_id, platform, finding)
);
CREATE INDEX alert_keys_old ON alert_keys (told_at);

-- Down Migration

DROP TABLE alert_keys, alerts, alert_subscriptions;
