import type { ReportFile } from '../../../../src/report/report-schema.ts';

/** What the report says about the files, by id: one row, or one for each recording of an archive. */
export type ReportedFiles = ReadonlyMap<string, readonly ReportFile[]>;
