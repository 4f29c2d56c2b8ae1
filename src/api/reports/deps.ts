import type { ApiDeps } from '../deps.ts';
import type { RenderedReports } from './rendered-reports.ts';
import type { ReportReader } from './report-reader.ts';

/** What the routes of reports work with. */
export interface ReportDeps extends ApiDeps {
  reportReader: ReportReader;
  renderedReports: RenderedReports;
}
