-- Up Migration

-- Who did what, from where, when. A row before the act; what became of it in a second table, so that neither is ever changed.
CREATE TABLE audit_acts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL,
  actor_name text NOT NULL,
  actor_role text NOT NULL,
  -- Address of the client, or of the terminal.
  origin text NOT NULL,
  -- The operation of the API (`operationId`), or the command.
  action text NOT NULL,
  -- Method and path, or the arguments; never a secret.
  target text NOT NULL,
  -- What the act creates, where it creates something.
  resource_id uuid,
  request_id text
);
CREATE INDEX audit_acts_by_actor ON audit_acts (actor, id);

CREATE TABLE audit_outcomes (
  act_id bigint PRIMARY KEY REFERENCES audit_acts,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- HTTP status; 0 where the client went away before its answer.
  status smallint NOT NULL
);

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_acts_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_acts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER audit_outcomes_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();

-- Down Migration

DROP TABLE audit_outcomes, audit_acts;
DROP FUNCTION refuse_change_of_audit;
