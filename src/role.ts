import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';
import { type Config, ConfigError, loadConfig } from './config.ts';
import { type Batch, snapshotOf } from './domain/batch.ts';
import { isRoleName } from './domain/server-needs.ts';
import { createLogger } from './logger.ts';
import { showBuild } from './metrics/build-info.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { type MetricsServer, serveMetrics } from './metrics/metrics-server.ts';
import { createOrchestrator, type Orchestrator } from './orchestrator/client.ts';
import { createReconciler, type Reconciler } from './orchestrator/reconciler.ts';
import { createReadiness } from './readiness.ts';
import { openStores, type Stores } from './stores/open-stores.ts';
import { startTracing } from './tracing/start-tracing.ts';
import { noTracing, type Tracing } from './tracing/tracing.ts';

export interface RoleDeps {
  metrics: Metrics;
  tracing: Tracing;
  config: Config;
  stores: Stores;
  orchestrator: Orchestrator;
  reconciler: Reconciler;
  logger: Logger;
}

/** Every external dependency of a role; each connects on first use. */
export function openRoleDeps(config: Config, logger: Logger, tracing: Tracing = noTracing): RoleDeps {
  const stores = openStores(config, logger);
  const orchestrator = createOrchestrator(config, logger);
  const { batches, repairs, redis } = stores;
  const announce = (batch: Batch) => notified(logger, redis.publishProgress(snapshotOf(batch)));
  const reconciler = createReconciler({ batches, repairs, orchestrator, announce, logger });
  const metrics = createMetrics();
  showPool(metrics, stores.db);
  return { config, stores, orchestrator, reconciler, logger, metrics, tracing };
}

function showPool(metrics: Metrics, db: Stores['db']): void {
  metrics.collect('argus_postgres_pool_connections', () => [
    { labels: { state: 'active' }, value: db.totalCount - db.idleCount },
    { labels: { state: 'idle' }, value: db.idleCount },
  ]);
  metrics.collect('argus_postgres_pool_waiting', () => [{ value: db.waitingCount }]);
}

/** Watchers that receive no notifications poll. */
async function notified(logger: Logger, publishing: Promise<void>): Promise<void> {
  await publishing.catch((error: unknown) => logger.debug({ err: error }, 'progress not announced'));
}

export async function closeRoleDeps({ stores, orchestrator }: RoleDeps): Promise<void> {
  await Promise.all([stores.close(), orchestrator.close()]);
}

/** A running part of Argus. */
export interface Role {
  /** Rejects when the role can no longer work; never resolves. */
  failed: Promise<never>;
  /** Whether it currently accepts work; without it, always. */
  isWorking?(): boolean;
  /** Finishes or returns the work in progress. */
  stop(): Promise<void>;
}

/** The main function of a process that runs one role: environment, stores, signals, exit code. */
export async function runAsMain(name: string, start: (deps: RoleDeps) => Promise<Role>): Promise<void> {
  const config = configOrExit();
  const tracing = await startTracing(config, name);
  const logger = createLogger(config, name, 1, undefined, tracing.isOn ? tracing.logFields : undefined);
  const deps = openRoleDeps(config, logger, tracing);
  showBuild(deps.metrics, name);
  let role: Role | undefined;
  const figures = await figuresOf(name, deps, () => role).catch((error: unknown) => {
    logger.fatal({ err: error }, `${name} cannot serve its figures`);
    process.exit(1);
  });
  const started = await start(deps).catch((error: unknown) => {
    logger.fatal({ err: error }, `${name} could not start`);
    process.exit(1);
  });
  role = started;
  logger.info(`${name} is running`);

  const closing = closeWithGrace(
    { delay: (config.SHUTDOWN_GRACE_SECONDS + 5) * 1000 },
    async ({ signal, err }) => {
      if (err) logger.fatal({ err }, 'stopping after an unhandled error');
      else logger.info({ signal }, 'stopping');
      await started.stop();
      await figures?.close();
      await tracing.close().catch((error: unknown) => logger.warn({ err: error }, 'traces were not sent'));
      await closeRoleDeps(deps);
    },
  );
  started.failed.catch((error: unknown) => {
    logger.fatal({ err: error }, `${name} failed`);
    process.exitCode = 1;
    closing.close();
  });
}

/** The server of `/metrics`, `/healthz` and `/readyz`, where a port is set for it. */
async function figuresOf(
  name: string,
  deps: RoleDeps,
  role: () => Role | undefined,
): Promise<MetricsServer | undefined> {
  const { METRICS_HOST: host, METRICS_PORT: port } = deps.config;
  if (port === undefined) return undefined;
  // In the all-in-one process readiness is that of the API, which continues where the others wait.
  const ask = createReadiness(isRoleName(name) ? name : 'api', deps);
  const readiness = async () => {
    const answer = await ask();
    const working = role() !== undefined && role()?.isWorking?.() !== false;
    return working ? answer : { ...answer, status: 'not_ready' as const };
  };
  const server = await serveMetrics(deps.metrics, { host, port, readiness });
  deps.logger.info({ url: server.url }, 'figures are served');
  return server;
}

function configOrExit(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}
