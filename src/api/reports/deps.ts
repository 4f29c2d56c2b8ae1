import type { ApiDeps } from '../deps.ts';
import type { RenderedReports } from './rendered-reports.ts';
import type { ReportReader } from './report-reader.ts';

/** Dependencies of the report routes. */
export interface ReportDeps extends ApiDeps {
  reportReader: ReportReader;
  renderedReports: RenderedReports;
}
