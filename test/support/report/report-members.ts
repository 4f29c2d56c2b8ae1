import type { Report } from '../../../src/report/report-schema.ts';
import { file } from '../diagnosis/summaries.ts';
import { reportOf } from './report-of.ts';
import { sectionLines } from './section-lines.ts';

/** A file of the report, a moment in it, and a file that the report does not list. */
export const place = { file_id: 'id-a', file_name: 'a' };
export const at = { ...place, time: '2026-03-01T08:00:01Z' };
export const nowhere = { file_id: 'gone', file_name: 'gone.mcap' };
export const figures = {
  count: 60,
  avg: 40,
  p50: 39,
  p95: 50,
  p99: 55,
  max: 60,
  min: 20,
  max_at: at,
  min_at: place,
};

/** A report of one file without findings, with these members. */
export const withMembers = (members: Partial<Report> = {}): Report => ({
  ...reportOf(file('a')),
  ...members,
});
/** Members of a report whose lists left out these numbers of items. */
export const omitting = (omitted: Partial<Report['omitted']>) => ({
  omitted: { files: 0, topics: 0, error_codes: 0, logs: 0, ...omitted },
});
/** The lines of a section of such a report. */
export const linesOf = (id: string, members?: Partial<Report>) => sectionLines(withMembers(members), id);
