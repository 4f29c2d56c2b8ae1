-- Up Migration

-- Trusted since PostgreSQL 13: the owner of a database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What is known about faults: symptoms and solutions.
CREATE TABLE knowledge (
  -- For shipped entries a name that begins with `std-`; otherwise a UUID, or the name given by an import.
  id text PRIMARY KEY,
  -- A code, or a range of codes that ends with `*`; null for entries found by rule or text only.
  error_code text,
  -- `error_code` in upper case, for lookup.
  code_key text,
  vehicle_platform text,
  component text,
  severity text,
  -- The rule whose findings it explains.
  rule text,
  symptom text NOT NULL,
  solution text NOT NULL,
  source text NOT NULL,
  -- Incremented by every change: a change names the version it is based on.
  version integer NOT NULL DEFAULT 1,
  -- Shipped with Argus.
  shipped boolean NOT NULL DEFAULT false,
  -- Changed by an operator; newer shipped texts do not overwrite it.
  edited boolean NOT NULL DEFAULT false,
  helped integer NOT NULL DEFAULT 0,
  wrong integer NOT NULL DEFAULT 0,
  -- Written by the application (`domain/search-text.ts`): trigrams of any script, whatever the locale of the database.
  search_text text NOT NULL,
  search tsvector NOT NULL GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', coalesce(error_code, '')), 'A')
    || setweight(to_tsvector('simple', coalesce(component, '') || ' ' || coalesce(rule, '')), 'B')
    || setweight(to_tsvector('simple', symptom), 'B')
    || setweight(to_tsvector('simple', solution), 'D')
  ) STORED,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  retired_at timestamptz
);

-- A lookup by code or rule reads the few best entries of a platform, and of all platforms, from the index.
CREATE INDEX knowledge_by_code ON knowledge (code_key, coalesce(vehicle_platform, ''), (helped - wrong) DESC, id)
  WHERE retired_at IS NULL AND code_key IS NOT NULL;
CREATE INDEX knowledge_by_rule ON knowledge (rule, coalesce(vehicle_platform, ''), (helped - wrong) DESC, id)
  WHERE retired_at IS NULL AND rule IS NOT NULL AND code_key IS NULL;
CREATE INDEX knowledge_by_platform ON knowledge (vehicle_platform, id);
CREATE INDEX knowledge_by_component ON knowledge (lower(component), id);
-- Without pending lists, which every search would have to scan after an import.
CREATE INDEX knowledge_words ON knowledge USING gin (search) WITH (fastupdate = off);
CREATE INDEX knowledge_trigrams ON knowledge USING gin (search_text gin_trgm_ops) WITH (fastupdate = off);
-- Entries that can be found by their text only.
CREATE INDEX knowledge_by_text ON knowledge (coalesce(vehicle_platform, ''), (helped - wrong) DESC, id)
  WHERE retired_at IS NULL AND code_key IS NULL AND rule IS NULL;

-- One row: reports record its revision, the state of the knowledge base they were made with.
CREATE TABLE knowledge_base (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  revision bigint NOT NULL DEFAULT 1,
  -- Version of the shipped entries written last: an older release does not restore older texts.
  shipped_version integer NOT NULL DEFAULT 0,
  shipped_digest text
);
INSERT INTO knowledge_base DEFAULT VALUES;

CREATE FUNCTION raise_knowledge_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE knowledge_base SET revision = revision + 1;
  RETURN NULL;
END $$;

-- Feedback changes only `helped` and `wrong`, and leaves the revision unchanged.
CREATE TRIGGER knowledge_changed AFTER INSERT OR DELETE OR UPDATE OF version ON knowledge
  FOR EACH STATEMENT EXECUTE FUNCTION raise_knowledge_revision();

CREATE TABLE knowledge_feedback (
  entry_id text NOT NULL REFERENCES knowledge ON DELETE CASCADE,
  -- Feedback outlives its batch.
  batch_id uuid NOT NULL,
  -- The rule of the finding that showed the entry.
  finding text NOT NULL,
  -- Identifies the client: repeated feedback counts once.
  token text NOT NULL,
  verdict text NOT NULL,
  note text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (entry_id, batch_id, finding, token)
);
CREATE INDEX knowledge_feedback_newest ON knowledge_feedback (entry_id, updated_at DESC);

-- An operator's changes to a rule for a vehicle platform.
CREATE TABLE rule_settings (
  platform text NOT NULL,
  rule text NOT NULL,
  enabled boolean NOT NULL,
  -- Values by threshold name; other thresholds keep the rule's default.
  thresholds jsonb NOT NULL,
  note text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (platform, rule)
);

-- Down Migration

DROP TABLE rule_settings, knowledge_feedback, knowledge, knowledge_base;
DROP FUNCTION raise_knowledge_revision;
