import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Orchestrator } from '../orchestrator/client.ts';
import { createReportRenderer } from '../report/renderer.ts';
import type { Stores } from '../stores/open-stores.ts';
import { registerOpenapi } from './document/openapi.ts';
import { createBackground } from './http/background.ts';
import { registerBodies } from './http/bodies.ts';
import { answerClientError } from './http/client-errors.ts';
import { registerConnections } from './http/connections.ts';
import { registerErrors, sendError } from './http/errors.ts';
import { createApiMetrics } from './http/metrics.ts';
import { registerPages } from './http/pages.ts';
import { requestIdOf } from './http/request-id.ts';
import { registerRequests } from './http/requests.ts';
import type { ReportDeps } from './reports/deps.ts';
import { createRenderedReports } from './reports/rendered-reports.ts';
import { createReportReader } from './reports/report-reader.ts';
import { registerRoutes } from './routes.ts';

/** The largest JSON that a route takes. */
const bodyLimit = 64 * 1024;

export interface AppOptions {
  config: Config;
  stores: Stores;
  orchestrator: Orchestrator;
  logger: Logger;
  /** Where the built console lies, if not in its usual place. */
  consoleFolder?: string;
}

/** The HTTP API, not listening yet. */
export async function buildApp({
  config,
  stores,
  orchestrator,
  logger,
  consoleFolder,
}: AppOptions): Promise<FastifyInstance> {
  const metrics = createApiMetrics();
  const reportReader = createReportReader(stores.reports, stores.redis, logger);
  const renderer = createReportRenderer();
  const renderedReports = createRenderedReports(stores.objects, renderer, logger);
  const background = createBackground();
  const shared = { config, stores, orchestrator, logger, metrics, background };
  const deps: ReportDeps = { ...shared, reportReader, renderedReports };

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
  await registerRoutes(app, deps);
  await registerPages(app, consoleFolder);
  await app.ready();
  return app;
}
