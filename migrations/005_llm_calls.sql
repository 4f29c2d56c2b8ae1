-- Up Migration

-- Calls of the language model: the budget that is spent, the places that are taken, and the answers that were had.
CREATE TABLE llm_calls (
  id uuid PRIMARY KEY,
  -- Not a reference: what was spent counts although its batch is gone.
  batch_id uuid NOT NULL,
  run integer NOT NULL,
  -- The day, in UTC, whose budget it counts against.
  day date NOT NULL,
  -- Reserved before the call; after it, what was really spent.
  tokens integer NOT NULL,
  prompt_tokens integer NOT NULL DEFAULT 0,
  completion_tokens integer NOT NULL DEFAULT 0,
  estimated_cost double precision NOT NULL DEFAULT 0,
  -- Null while the call is under way; then `ok`, `rejected` or `failed`.
  outcome text,
  -- What is given to the report, so that a retry after success spends nothing.
  narrative json,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- The call's place is free again then, whatever became of its process.
  expires_at timestamptz NOT NULL,
  settled_at timestamptz
);

CREATE INDEX llm_calls_by_day ON llm_calls (day);
CREATE INDEX llm_calls_by_batch ON llm_calls (batch_id, run);
CREATE INDEX llm_calls_under_way ON llm_calls (expires_at) WHERE outcome IS NULL;

-- Down Migration

DROP TABLE llm_calls;
