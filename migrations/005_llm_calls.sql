-- Up Migration

-- Calls of the language model: budget spent, slots taken, and answers received.
CREATE TABLE llm_calls (
  id uuid PRIMARY KEY,
  -- Not a foreign key: tokens spent count even after their batch is deleted.
  batch_id uuid NOT NULL,
  run integer NOT NULL,
  -- The day (UTC) whose budget it counts against.
  day date NOT NULL,
  -- Reserved before the call; the actual number after it.
  tokens integer NOT NULL,
  prompt_tokens integer NOT NULL DEFAULT 0,
  completion_tokens integer NOT NULL DEFAULT 0,
  estimated_cost double precision NOT NULL DEFAULT 0,
  -- Null while the call is under way; then `ok`, `rejected` or `failed`.
  outcome text,
  -- The text for the report, so that a retry after success spends nothing.
  narrative json,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- When the call's slot is free again, even if its process died.
  expires_at timestamptz NOT NULL,
  settled_at timestamptz
);

CREATE INDEX llm_calls_by_day ON llm_calls (day);
CREATE INDEX llm_calls_by_batch ON llm_calls (batch_id, run);
CREATE INDEX llm_calls_under_way ON llm_calls (expires_at) WHERE outcome IS NULL;

-- Down Migration

DROP TABLE llm_calls;
