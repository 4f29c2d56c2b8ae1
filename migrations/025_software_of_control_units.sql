-- Up Migration

-- A control unit has one name in the sums by software, whatever its bus is called: the sweep counts every report anew, in bounded steps.
TRUNCATE software_rules, software_codes, software_months, software_versions;
UPDATE reports SET recorded_ms = NULL, warned_rules = NULL, software_ids = NULL WHERE software_ids IS NOT NULL;

-- Down Migration

TRUNCATE software_rules, software_codes, software_months, software_versions;
UPDATE reports SET recorded_ms = NULL, warned_rules = NULL, software_ids = NULL WHERE software_ids IS NOT NULL;
