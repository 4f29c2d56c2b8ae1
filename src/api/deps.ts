import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Stores } from '../stores/open-stores.ts';
import type { Background } from './operation/background.ts';
import type { ApiMetrics } from './operation/metrics.ts';
import type { RenderedReports } from './reports/rendered-reports.ts';
import type { ReportReader } from './reports/report-reader.ts';

/** What the routes work with. */
export interface ApiDeps {
  config: Config;
  logger: Logger;
  stores: Stores;
  metrics: ApiMetrics;
  reportReader: ReportReader;
  renderedReports: RenderedReports;
  background: Background;
}
