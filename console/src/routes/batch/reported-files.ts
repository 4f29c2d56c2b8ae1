import type { ReportFile } from '../../../../src/report/report-schema.ts';

/** What the report says about the files, by id. */
export type ReportedFiles = ReadonlyMap<string, ReportFile>;
