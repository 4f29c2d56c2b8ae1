-- Up Migration

CREATE TABLE webhook_endpoints (
  id uuid PRIMARY KEY,
  url text NOT NULL,
  -- Types of events it gets; null for all.
  event_types text[],
  description text,
  -- `whsec_` and the base64 of the key that signs.
  secret text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Events that an endpoint has not acknowledged. Dead ones are tried no more.
CREATE TABLE webhook_deliveries (
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoints ON DELETE CASCADE,
  seq bigint NOT NULL REFERENCES events ON DELETE CASCADE,
  batch_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  dead_at timestamptz,
  error text,
  PRIMARY KEY (endpoint_id, seq)
);
CREATE INDEX webhook_deliveries_in_order ON webhook_deliveries (endpoint_id, batch_id, seq) WHERE dead_at IS NULL;
CREATE INDEX webhook_deliveries_dead ON webhook_deliveries (endpoint_id, seq) WHERE dead_at IS NOT NULL;
CREATE INDEX webhook_deliveries_of_event ON webhook_deliveries (seq);

-- One for each endpoint and batch with something to deliver: its events go one after the other, and wait together.
CREATE TABLE webhook_queues (
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoints ON DELETE CASCADE,
  batch_id uuid NOT NULL REFERENCES batches ON DELETE CASCADE,
  -- Of the first event in it, in vain.
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  error text,
  PRIMARY KEY (endpoint_id, batch_id)
);
CREATE INDEX webhook_queues_due ON webhook_queues (next_attempt_at);
CREATE INDEX webhook_queues_of_batch ON webhook_queues (batch_id);

-- In the transaction of the event: an endpoint misses none, whoever appends it. Endpoints are locked against deletion.
CREATE FUNCTION queue_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH queued AS (
    INSERT INTO webhook_deliveries (endpoint_id, seq, batch_id)
    SELECT e.id, n.seq, n.batch_id
    FROM appended n JOIN webhook_endpoints e ON e.event_types IS NULL OR n.event_type = ANY (e.event_types)
    ORDER BY e.id FOR KEY SHARE OF e
    RETURNING endpoint_id, batch_id)
  INSERT INTO webhook_queues AS q (endpoint_id, batch_id)
  SELECT DISTINCT endpoint_id, batch_id FROM queued ORDER BY endpoint_id, batch_id
  -- Locks the queue, so that it is not closed as empty meanwhile.
  ON CONFLICT (endpoint_id, batch_id) DO UPDATE SET attempts = q.attempts;
  RETURN NULL;
END $$;

CREATE TRIGGER events_to_webhooks AFTER INSERT ON events
  REFERENCING NEW TABLE AS appended FOR EACH STATEMENT EXECUTE FUNCTION queue_webhooks();

-- Down Migration

DROP TRIGGER events_to_webhooks ON events;
DROP FUNCTION queue_webhooks;
DROP TABLE webhook_queues, webhook_deliveries, webhook_endpoints;
