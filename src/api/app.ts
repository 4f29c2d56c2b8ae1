import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { createBatchClips } from '../clips/batch-clips.ts';
import { createClipLinks } from '../clips/clip-link.ts';
import { createClipMaker } from '../clips/clip-maker.ts';
import type { Config } from '../config.ts';
import { createCanDatabases } from '../databases/can-databases.ts';
import { createBatchExports } from '../export/batch-exports.ts';
import { createExportMaker } from '../export/export-maker.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import type { Orchestrator } from '../orchestrator/client.ts';
import type { Reconciler } from '../orchestrator/reconciler.ts';
import { createReportRenderer } from '../report/renderer.ts';
import type { Report } from '../report/report-schema.ts';
import { createSignalMaker } from '../signals/signal-maker.ts';
import { createSignalObjects } from '../signals/signal-objects.ts';
import { createSignalReader } from '../signals/signal-reader.ts';
import type { Stores } from '../stores/open-stores.ts';
import { noTracing, type Tracing } from '../tracing/tracing.ts';
import { oidcRoutes } from './access/oidc-routes.ts';
import { registerOpenapi } from './document/openapi.ts';
import { registerAccess } from './http/access/access.ts';
import { registerAudit } from './http/access/audit.ts';
import { keepVehicles } from './http/access/keep-vehicles.ts';
import { createLimits } from './http/access/limits.ts';
import { registerAnswerChecks } from './http/answer-checks.ts';
import { createBackground } from './http/background.ts';
import { registerBodies } from './http/bodies.ts';
import { answerClientError } from './http/client-errors.ts';
import { registerCompression } from './http/compression.ts';
import { registerConnections } from './http/connections.ts';
import { registerErrors, sendError } from './http/errors.ts';
import { registerIdempotency } from './http/idempotency.ts';
import { registerMethods } from './http/methods.ts';
import { createApiMetrics } from './http/metrics.ts';
import { registerPages } from './http/pages.ts';
import { requestIdOf } from './http/request-id.ts';
import { registerRequests } from './http/requests.ts';
import { registerTraces } from './http/traces.ts';
import { validatorCompiler } from './http/validation.ts';
import { mayBeOpen, opensLocally } from './openness.ts';
import { createRenderedReports } from './reports/rendered-reports.ts';
import { createReportReader } from './reports/report-reader.ts';
import { registerRoutes } from './routes.ts';
import { registerTls, tlsOf } from './tls.ts';

/** Maximum size of a JSON body. */
const bodyLimit = 64 * 1024;

export interface AppOptions {
  config: Config;
  stores: Stores;
  orchestrator: Orchestrator;
  reconciler: Reconciler;
  logger: Logger;
  /** Where metrics are shown; its own where none are given. */
  metrics?: Metrics;
  tracing?: Tracing;
  /** Folder of the built console, if not the usual one. */
  consoleFolder?: string;
  /** For tests: a response that the OpenAPI document does not describe becomes an error. */
  checkAnswers?: boolean;
}

/** The HTTP API, not listening yet. */
export async function buildApp({
  config,
  stores,
  orchestrator,
  reconciler,
  logger,
  metrics: allMetrics = createMetrics(),
  tracing = noTracing,
  consoleFolder,
  checkAnswers = false,
}: AppOptions): Promise<FastifyInstance> {
  const metrics = createApiMetrics(allMetrics);
  const reportReader = createReportReader(stores.reports, stores.redis, logger);
  const renderer = createReportRenderer();
  const renderedReports = createRenderedReports(stores.objects, renderer, logger);
  const background = createBackground();
  const { databases, objects } = stores;
  const databasesOf = createCanDatabases({ databases, objects, logger });
  const signalMaker = createSignalMaker();
  const signalReader = createSignalReader({
    signalFiles: stores.signalFiles,
    signalObjects: createSignalObjects({ objects: stores.objects, maker: signalMaker, logger }),
    databasesOf,
    logger,
    track: (work) => background.track(work),
  });
  const clipMaker = createClipMaker(config.CLIPS_MAX_WAITING);
  const clips = createBatchClips({
    files: stores.signalFiles,
    databasesOf,
    reportOf: async (batchId) => {
      const stored = await reportReader.read(batchId);
      return stored && (JSON.parse(stored.bytes.toString()) as Report);
    },
    objects: stores.objects,
    maker: clipMaker,
  });
  const exportMaker = createExportMaker(config.EXPORTS_MAX_WAITING);
  const exports = createBatchExports({ databasesOf, objects: stores.objects, maker: exportMaker });
  const clipLinks = createClipLinks(config.MINIO_SECRET_KEY);

  const https = tlsOf(config);
  const app = Fastify({
    ...(https && { https: https as never }),
    loggerInstance: logger as FastifyBaseLogger,
    genReqId: requestIdOf,
    // One line per request, ours (http/requests.ts).
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    bodyLimit,
    trustProxy: config.TRUST_PROXY ?? false,
    // Longer than any valid parameter: the schemas set the limits.
    routerOptions: { maxParamLength: 2_000 },
    // An upload may take hours: the transfer rate of bodies is watched instead (http/bodies.ts).
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    // A request that is there when the process is asked to stop is answered; Fastify's own 503 has no Retry-After.
    return503OnClosing: false,
    frameworkErrors: sendError,
    clientErrorHandler: answerClientError,
  });
  app.setValidatorCompiler(validatorCompiler);
  // Responses are built by typed code; validating each at run time costs more than building it.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));

  registerTls(app, config, logger);
  registerConnections(app, config.SHUTDOWN_GRACE_SECONDS);
  app.addHook('onClose', () => renderer.close());
  app.addHook('onClose', () => signalMaker.close());
  app.addHook('onClose', () => clipMaker.close());
  app.addHook('onClose', () => exportMaker.close());
  app.addHook('onClose', () => background.settled(config.SHUTDOWN_GRACE_SECONDS * 1000));
  registerErrors(app);
  registerRequests(app, metrics);
  registerTraces(app, tracing);
  registerBodies(app);
  registerMethods(app);
  await registerCompression(app);
  if (checkAnswers) registerAnswerChecks(app);
  const onKnown = createLimits(app, {
    requestsPerSecond: config.LIMIT_REQUESTS_PER_SECOND,
    bytesPerDay: config.LIMIT_BYTES_PER_DAY,
    ...{ store: stores.redis, logger },
  });
  const access = registerAccess(app, {
    identities: stores,
    mayBeOpen: mayBeOpen(config),
    opensLocally: opensLocally(config),
    sessionIdleSeconds: config.SESSION_IDLE_MINUTES * 60,
    onKnown,
  });
  keepVehicles(app, stores.batches);
  registerIdempotency(app, stores.keptAnswers);
  registerAudit(app, stores.audit, background);
  await registerOpenapi(app);
  const shared = { config, stores, orchestrator, reconciler, logger, metrics, background, access };
  const deps = { ...shared, reportReader, renderedReports, signalReader, clips, clipLinks, exports };
  await registerRoutes(app, deps);
  await app.register(oidcRoutes(deps));
  await registerPages(app, consoleFolder);
  await app.ready();
  return app;
}
