-- Up Migration

-- When the codes of a page were seen: in any time range, only their own rows are read.
CREATE INDEX report_codes_of_code ON report_codes (code_id, at) INCLUDE (platform, severity, count) WHERE latest;

-- Down Migration

DROP INDEX report_codes_of_code;
