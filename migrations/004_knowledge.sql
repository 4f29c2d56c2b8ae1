-- Up Migration

-- Trusted since PostgreSQL 13: the owner of a database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What is known of faults: what they look like and what helped.
CREATE TABLE knowledge (
  -- Of shipped entries a name that begins with `std-`; else a UUID, or the name that an import gave.
  id text PRIMARY KEY,
  -- A code, or a range of codes that ends with `*`; null for what is known by its rule or its text only.
  error_code text,
  -- `error_code` as it is looked up: in capitals.
  code_key text,
  vehicle_platform text,
  component text,
  severity text,
  -- The rule whose findings it explains.
  rule text,
  symptom text NOT NULL,
  solution text NOT NULL,
  source text NOT NULL,
  -- Raised by every change: who changes an entry says which version was seen.
  version integer NOT NULL DEFAULT 1,
  -- Came with Argus.
  shipped boolean NOT NULL DEFAULT false,
  -- An operator has changed it, so that a newer shipped text leaves it alone.
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

-- A look-up by code or rule reads the few best entries of a platform, and of all platforms, from the index.
CREATE INDEX knowledge_by_code ON knowledge (code_key, coalesce(vehicle_platform, ''), (helped - wrong) DESC, id)
  WHERE retired_at IS NULL AND code_key IS NOT NULL;
CREATE INDEX knowledge_by_rule ON knowledge (rule, coalesce(vehicle_platform, ''), (helped - wrong) DESC, id)
  WHERE retired_at IS NULL AND rule IS NOT NULL AND code_key IS NULL;
CREATE INDEX knowledge_by_platform ON knowledge (vehicle_platform, id);
CREATE INDEX knowledge_by_component ON knowledge (lower(component), id);
-- Without lists of pending entries, which every search would have to read through after an import.
CREATE INDEX knowledge_words ON knowledge USING gin (search) WITH (fastupdate = off);
CREATE INDEX knowledge_trigrams ON knowledge USING gin (search_text gin_trgm_ops) WITH (fastupdate = off);
-- What only its text can lead to.
CREATE INDEX knowledge_by_text ON knowledge (coalesce(vehicle_platform, ''), (helped - wrong) DESC, id)
  WHERE retired_at IS NULL AND code_key IS NULL AND rule IS NULL;

-- One row: reports say by its revision which state of the knowledge base they were made with.
CREATE TABLE knowledge_base (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  revision bigint NOT NULL DEFAULT 1,
  -- Of the shipped entries that were written last: an older release does not bring older texts back.
  shipped_version integer NOT NULL DEFAULT 0,
  shipped_digest text
);
INSERT INTO knowledge_base DEFAULT VALUES;

CREATE FUNCTION raise_knowledge_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE knowledge_base SET revision = revision + 1;
  RETURN NULL;
END $$;

-- Feedback counts, which change `helped` and `wrong` only, leave the revision as it is.
CREATE TRIGGER knowledge_changed AFTER INSERT OR DELETE OR UPDATE OF version ON knowledge
  FOR EACH STATEMENT EXECUTE FUNCTION raise_knowledge_revision();

CREATE TABLE knowledge_feedback (
  entry_id text NOT NULL REFERENCES knowledge ON DELETE CASCADE,
  -- Feedback outlives its batch.
  batch_id uuid NOT NULL,
  -- The rule of the finding that showed the entry.
  finding text NOT NULL,
  -- Of the client: its repeats count once.
  token text NOT NULL,
  verdict text NOT NULL,
  note text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (entry_id, batch_id, finding, token)
);
CREATE INDEX knowledge_feedback_newest ON knowledge_feedback (entry_id, updated_at DESC);

-- What an operator has changed in a rule for a vehicle platform.
CREATE TABLE rule_settings (
  platform text NOT NULL,
  rule text NOT NULL,
  enabled boolean NOT NULL,
  -- Values by the name of the threshold; the others stay as the rule has them.
  thresholds jsonb NOT NULL,
  note text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (platform, rule)
);

-- Down Migration

DROP TABLE rule_settings, knowledge_feedback, knowledge, knowledge_base;
DROP FUNCTION raise_knowledge_revision;
