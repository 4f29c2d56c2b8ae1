-- Up Migration

-- What a report adds to the sums by software. Null while it adds nothing: a report of the release before, or one that a later run
-- has replaced. The sweep counts those in bounded steps.
ALTER TABLE reports
  ADD COLUMN recorded_ms bigint,
  -- The rule of each finding of warning and above, as often as there are findings.
  ADD COLUMN warned_rules text[],
  ADD COLUMN software_ids integer[];
CREATE INDEX reports_miscounted ON reports (id) WHERE latest <> (software_ids IS NOT NULL);

-- Every version of a vehicle's software ever counted.
CREATE TABLE software_versions (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  component text NOT NULL,
  version text NOT NULL,
  UNIQUE (component, version)
);

-- Batches of whole months (UTC) by vehicle and software. A batch that names two versions of a component counts for both. Writers
-- hold the vehicle's lock.
CREATE TABLE software_months (
  month date NOT NULL,
  version_id integer NOT NULL REFERENCES software_versions,
  vehicle_id text NOT NULL,
  -- Empty for none, as in `code_months`.
  platform text NOT NULL,
  batches integer NOT NULL,
  recorded_ms bigint NOT NULL,
  findings bigint NOT NULL,
  codes bigint NOT NULL,
  first_at timestamptz NOT NULL,
  PRIMARY KEY (vehicle_id, month, version_id, platform)
);
CREATE INDEX software_months_by_version ON software_months (version_id, month);

-- What was seen on a version at all: the next version is compared with it.
CREATE TABLE software_codes (
  version_id integer NOT NULL REFERENCES software_versions,
  code_id integer NOT NULL REFERENCES fault_codes,
  vehicle_id text NOT NULL,
  platform text NOT NULL,
  severity smallint NOT NULL,
  batches integer NOT NULL,
  PRIMARY KEY (vehicle_id, version_id, code_id, platform)
);
CREATE INDEX software_codes_by_version ON software_codes (version_id, platform, code_id);

CREATE TABLE software_rules (
  version_id integer NOT NULL REFERENCES software_versions,
  rule text NOT NULL,
  vehicle_id text NOT NULL,
  platform text NOT NULL,
  batches integer NOT NULL,
  PRIMARY KEY (vehicle_id, version_id, rule, platform)
);
CREATE INDEX software_rules_by_version ON software_rules (version_id, platform, rule);

-- Down Migration

DROP TABLE software_rules, software_codes, software_months, software_versions;
DROP INDEX reports_miscounted;
ALTER TABLE reports DROP COLUMN software_ids, DROP COLUMN warned_rules, DROP COLUMN recorded_ms;
