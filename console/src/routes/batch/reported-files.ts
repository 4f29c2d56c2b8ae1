import type { ReportFile } from '../../../../src/report/report-schema.ts';

/** What the report says of the files, by their ids. */
export type ReportedFiles = ReadonlyMap<string, ReportFile>;
