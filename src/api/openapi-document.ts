import Fastify from 'fastify';
import type { ClipDeps } from './clips/routes.ts';
import { collectRoutes } from './document/collect-routes.ts';
import type { ExportDeps } from './export/routes.ts';
import { createApiMetrics } from './http/metrics.ts';
import { validatorCompiler } from './http/validation.ts';
import type { ReportDeps } from './reports/deps.ts';
import { registerRoutes } from './routes.ts';
import type { SignalDeps } from './signals/deps.ts';

/** The OpenAPI document that a running Argus serves at `/openapi.json`, made without any server. */
export async function openApiDocument(): Promise<object> {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  await collectRoutes(app);
  // Routes are described, never asked: nothing stands behind them.
  const deps = { ...nothing, metrics: createApiMetrics() };
  await registerRoutes(app, deps as ReportDeps & SignalDeps & ClipDeps & ExportDeps);
  await app.ready();
  const document = app.swagger();
  await app.close();
  return document;
}

/** Has every property, each like itself: what routes take apart when they are registered. */
const empty: object = new Proxy(() => undefined, { get: () => empty });
const nothing = {
  config: empty,
  stores: empty,
  orchestrator: empty,
  logger: empty,
  reportReader: empty,
  renderedReports: empty,
  signalReader: empty,
  background: empty,
  access: empty,
  clips: empty,
  clipLinks: empty,
  exports: empty,
};
