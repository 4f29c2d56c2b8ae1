import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createReportRenderer } from '../report/renderer.ts';
import type { Stores } from '../stores/open-stores.ts';
import { createBackground } from './background.ts';
import type { ApiDeps } from './deps.ts';
import { createApiMetrics } from './metrics.ts';
import { registerBodies } from './plugins/bodies.ts';
import { answerClientError } from './plugins/client-errors.ts';
import { registerConnections } from './plugins/connections.ts';
import { registerErrors, sendError } from './plugins/errors.ts';
import { registerOpenapi } from './plugins/openapi.ts';
import { registerPages } from './plugins/pages.ts';
import { registerRequests } from './plugins/requests.ts';
import { createRenderedReports } from './reports/rendered-reports.ts';
import { createReportReader } from './reports/report-reader.ts';
import { requestIdOf } from './request-id.ts';
import { batchActionRoutes } from './routes/batch-actions.ts';
import { batchReportRoutes } from './routes/batch-report.ts';
import { batchReportsRoutes } from './routes/batch-reports.ts';
import { batchRoutes } from './routes/batches.ts';
import { eventRoutes } from './routes/events.ts';
import { fileRoutes } from './routes/files.ts';
import { fleetRoutes } from './routes/fleet.ts';
import { healthRoutes } from './routes/health.ts';
import { knowledgeRoutes } from './routes/knowledge.ts';
import { knowledgeTransferRoutes } from './routes/knowledge-transfer.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { platformDatabaseRoutes } from './routes/platform-databases.ts';
import { platformRoutes } from './routes/platforms.ts';
import { reportRoutes } from './routes/reports.ts';
import { ruleRoutes } from './routes/rules.ts';
import { schemaRoutes } from './routes/schemas.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { vehicleRoutes } from './routes/vehicles.ts';
import { whyRoutes } from './routes/why.ts';

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
