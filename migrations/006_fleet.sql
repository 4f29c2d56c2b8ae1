-- Up Migration

-- `at`: when the batch began, by the server's clock. A reprocess does not change it, so trends keep their dates.
ALTER TABLE reports
  ADD COLUMN at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN platform text,
  -- The latest of its batch: earlier runs stay readable, but are not counted.
  ADD COLUMN latest boolean NOT NULL DEFAULT true,
  -- Terms of `domain/search-terms.ts`.
  ADD COLUMN search tsvector NOT NULL DEFAULT '';

UPDATE reports SET
  at = batches.created_at,
  platform = batches.platform,
  latest = NOT EXISTS (SELECT FROM reports AS later WHERE later.batch_id = reports.batch_id AND later.run > reports.run),
  search = to_tsvector('simple', left(sentence || ' ' || coalesce(body ->> 'findings', '') || ' '
    || coalesce(body ->> 'error_codes', ''), 200000))
FROM batches WHERE batches.id = reports.batch_id;

CREATE INDEX reports_by_severity ON reports (severity, id);
CREATE INDEX reports_by_time ON reports (created_at);
CREATE INDEX reports_search ON reports USING gin (search);
-- The previous drive of a vehicle; batch ids are UUIDv7.
CREATE INDEX reports_of_vehicle ON reports (vehicle_id, batch_id, run);
CREATE INDEX reports_counted ON reports (at) INCLUDE (vehicle_id, platform) WHERE latest;

-- Every error code ever seen.
CREATE TABLE fault_codes (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  code text NOT NULL,
  -- From the report in which it was first seen.
  message text NOT NULL,
  first_at timestamptz NOT NULL,
  UNIQUE (code, source)
);

CREATE TABLE report_codes (
  report_id uuid NOT NULL REFERENCES reports ON DELETE CASCADE,
  code_id integer NOT NULL REFERENCES fault_codes,
  -- The next five as in `reports`, so that a time range is read without a join. Severity as its rank, 0 is `info`.
  vehicle_id text NOT NULL,
  platform text,
  at timestamptz NOT NULL,
  latest boolean NOT NULL,
  severity smallint NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (report_id, code_id)
);

CREATE INDEX report_codes_by_code ON report_codes (code_id, report_id);
CREATE INDEX report_codes_counted ON report_codes (at) INCLUDE (code_id, vehicle_id, platform, severity, count) WHERE latest;
CREATE INDEX report_codes_of_vehicle ON report_codes (vehicle_id, at) WHERE latest;

CREATE TABLE report_versions (
  report_id uuid NOT NULL REFERENCES reports ON DELETE CASCADE,
  component text NOT NULL,
  version text NOT NULL,
  PRIMARY KEY (report_id, component, version)
);

CREATE INDEX report_versions_by_version ON report_versions (version, report_id);
CREATE INDEX report_versions_by_component ON report_versions (component, version, report_id);

-- Codes and batches of whole months (UTC) by vehicle, for queries that span years. Writers hold the vehicle's lock.
CREATE TABLE code_months (
  month date NOT NULL,
  code_id integer NOT NULL REFERENCES fault_codes,
  vehicle_id text NOT NULL,
  -- Empty for none: it is part of the key.
  platform text NOT NULL,
  severity smallint NOT NULL,
  batches integer NOT NULL,
  count bigint NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (vehicle_id, month, code_id, platform)
);

CREATE INDEX code_months_by_month ON code_months (month);
CREATE INDEX code_months_by_code ON code_months (code_id, month) INCLUDE (batches, count, severity, platform, first_at, last_at);

-- The same over all time: the most frequent query, from a tenth of the rows.
CREATE TABLE code_vehicles (
  code_id integer NOT NULL REFERENCES fault_codes,
  vehicle_id text NOT NULL,
  platform text NOT NULL,
  severity smallint NOT NULL,
  batches integer NOT NULL,
  count bigint NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (vehicle_id, code_id, platform)
);

CREATE TABLE vehicle_months (
  month date NOT NULL,
  vehicle_id text NOT NULL,
  platform text NOT NULL,
  batches integer NOT NULL,
  PRIMARY KEY (vehicle_id, month, platform)
);

CREATE INDEX vehicle_months_by_month ON vehicle_months (month) INCLUDE (vehicle_id, platform, batches);

-- Backfill from existing reports.
INSERT INTO fault_codes (source, code, message, first_at)
SELECT DISTINCT ON (c ->> 'code', c ->> 'source') c ->> 'source', c ->> 'code', coalesce(c ->> 'message', ''), at
FROM reports, json_array_elements(body -> 'error_codes') AS c
ORDER BY c ->> 'code', c ->> 'source', at;

INSERT INTO report_codes (report_id, code_id, vehicle_id, platform, at, latest, severity, count)
SELECT reports.id, f.id, vehicle_id, platform, at, latest,
       array_position(ARRAY['info', 'warning', 'error', 'critical'], c ->> 'severity') - 1, (c ->> 'count')::bigint
FROM reports, json_array_elements(body -> 'error_codes') AS c
JOIN fault_codes f ON f.code = c ->> 'code' AND f.source = c ->> 'source'
ON CONFLICT DO NOTHING;

INSERT INTO report_versions (report_id, component, version)
SELECT reports.id, v ->> 'component', v ->> 'version' FROM reports, json_array_elements(body -> 'versions') AS v
ON CONFLICT DO NOTHING;

INSERT INTO code_months (month, code_id, vehicle_id, platform, severity, batches, count, first_at, last_at)
SELECT date_trunc('month', at AT TIME ZONE 'UTC')::date, code_id, vehicle_id, coalesce(platform, ''), max(severity),
       count(*), sum(count), min(at), max(at)
FROM report_codes WHERE latest GROUP BY 1, 2, 3, 4;

INSERT INTO code_vehicles (code_id, vehicle_id, platform, severity, batches, count, first_at, last_at)
SELECT code_id, vehicle_id, platform, max(severity), sum(batches), sum(count), min(first_at), max(last_at)
FROM code_months GROUP BY 1, 2, 3;

INSERT INTO vehicle_months (month, vehicle_id, platform, batches)
SELECT date_trunc('month', at AT TIME ZONE 'UTC')::date, vehicle_id, coalesce(platform, ''), count(*)
FROM reports WHERE latest GROUP BY 1, 2, 3;

-- Down Migration

DROP TABLE vehicle_months, code_vehicles, code_months, report_versions, report_codes, fault_codes;
DROP INDEX reports_by_severity, reports_by_time, reports_of_vehicle;
ALTER TABLE reports DROP COLUMN at, DROP COLUMN platform, DROP COLUMN latest, DROP COLUMN search;
