import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createReportRenderer } from '../report/renderer.ts';
import type { Stores } from '../stores/open-stores.ts';
import { batchActionRoutes } from './batches/action-routes.ts';
import { fileRoutes } from './batches/file-routes.ts';
import { batchRoutes } from './batches/routes.ts';
import { whyRoutes } from './batches/why-routes.ts';
import type { ApiDeps } from './deps.ts';
import { fleetRoutes } from './fleet/routes.ts';
import { vehicleRoutes } from './fleet/vehicle-routes.ts';
import { registerBodies } from './http/bodies.ts';
import { answerClientError } from './http/client-errors.ts';
import { registerConnections } from './http/connections.ts';
import { registerErrors, sendError } from './http/errors.ts';
import { registerOpenapi } from './http/openapi.ts';
import { registerPages } from './http/pages.ts';
import { requestIdOf } from './http/request-id.ts';
import { registerRequests } from './http/requests.ts';
import { knowledgeRoutes } from './knowledge/routes.ts';
import { knowledgeTransferRoutes } from './knowledge/transfer-routes.ts';
import { createBackground } from './operation/background.ts';
import { healthRoutes } from './operation/health-routes.ts';
import { createApiMetrics } from './operation/metrics.ts';
import { metricsRoutes } from './operation/metrics-routes.ts';
import { batchReportRoutes } from './reports/batch-report-routes.ts';
import { batchReportsRoutes } from './reports/batch-runs-routes.ts';
import { schemaRoutes } from './reports/json-schema-routes.ts';
import { createRenderedReports } from './reports/rendered-reports.ts';
import { createReportReader } from './reports/report-reader.ts';
import { reportRoutes } from './reports/routes.ts';
import { platformDatabaseRoutes } from './rules/platform-database-routes.ts';
import { platformRoutes } from './rules/platform-routes.ts';
import { ruleRoutes } from './rules/routes.ts';
import { eventRoutes } from './stream/routes.ts';
import { uploadRoutes } from './uploads/routes.ts';

/** The largest JSON that a route takes. */
const bodyLimit = 64 * 1024;

const apiRoutes = [
  batchRoutes,
  batchActionRoutes,
  uploadRoutes,
  fileRoutes,
  platformRoutes,
  platformDatabaseRoutes,
  batchReportRoutes,
  batchReportsRoutes,
  reportRoutes,
  knowledgeRoutes,
  knowledgeTransferRoutes,
  ruleRoutes,
  vehicleRoutes,
  fleetRoutes,
  eventRoutes,
  whyRoutes,
];

export interface AppOptions {
  config: Config;
  stores: Stores;
  logger: Logger;
  /** Where the built console lies, if not in its usual place. */
  consoleFolder?: string;
}

/** The HTTP API, not listening yet. */
export async function buildApp({
  config,
  stores,
  logger,
  consoleFolder,
}: AppOptions): Promise<FastifyInstance> {
  const metrics = createApiMetrics();
  const reportReader = createReportReader(stores.reports, stores.redis, logger);
  const renderer = createReportRenderer();
  const renderedReports = createRenderedReports(stores.objects, renderer, logger);
  const background = createBackground();
  const deps: ApiDeps = { config, stores, logger, metrics, reportReader, renderedReports, background };

  const app = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    genReqId: requestIdOf,
    // One line per request, ours (plugins/requests.ts).
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    bodyLimit,
    routerOptions: { maxParamLength: 200 },
    // An upload may take hours: bodies are watched byte by byte instead (plugins/bodies.ts).
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    frameworkErrors: sendError,
    clientErrorHandler: answerClientError,
  });
  app.setValidatorCompiler(validatorCompiler);
  // Answers are made by typed code; checking each again at run time costs more than making it.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));

  registerConnections(app, config.SHUTDOWN_GRACE_SECONDS);
  app.addHook('onClose', () => renderer.close());
  app.addHook('onClose', () => background.settled(config.SHUTDOWN_GRACE_SECONDS * 1000));
  registerErrors(app);
  registerRequests(app, metrics);
  registerBodies(app);
  await registerOpenapi(app);
  for (const routes of apiRoutes) await app.register(routes(deps), { prefix: '/api/v1' });
  await app.register(healthRoutes(deps));
  await app.register(metricsRoutes(deps));
  await app.register(schemaRoutes);
  await registerPages(app, consoleFolder);
  await app.ready();
  return app;
}
