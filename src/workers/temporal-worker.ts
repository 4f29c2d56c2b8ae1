import { setTimeout as delay } from 'node:timers/promises';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics/metrics.ts';
import type { Role, RoleDeps } from '../role.ts';
import { sdkFigures } from './sdk-figures.ts';
import { traceActivities } from './traced.ts';
import { watchActivities } from './watched-activities.ts';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
/** The same warning of the SDK is logged once within this time. */
const repeatMs = 30_000;
let runtimeInstalled = false;

/** One Temporal worker; waits for a server that is not there yet. */
export async function startTemporalWorker(
  { config, logger, metrics, tracing }: Pick<RoleDeps, 'config' | 'logger' | 'metrics' | 'tracing'>,
  options: Pick<
    WorkerOptions,
    'activities' | 'sinks' | 'workflowsPath' | 'workflowBundle' | 'maxConcurrentActivityTaskExecutions'
  > & {
    taskQueue: string;
  },
): Promise<Role> {
  await installRuntime(logger, metrics);
  const connection = await connect(config.TEMPORAL_ADDRESS, logger);
  const worker = await Worker.create({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    shutdownGraceTime: `${config.SHUTDOWN_GRACE_SECONDS} seconds`,
    interceptors: { activity: [...traceActivities(tracing), watchActivities(metrics, logger)] },
    ...options,
  });
  const running = worker.run();
  return {
    failed: running.then(() => new Promise<never>(() => undefined)),
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
      await connection.close();
    },
  };
}

async function connect(address: string, logger: Logger): Promise<NativeConnection> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await NativeConnection.connect({ address });
    } catch (error) {
      if (attempt === 1)
        logger.warn({ err: error }, `Temporal does not answer at ${address}; waiting for it`);
      await delay(1_000);
    }
  }
}

/** The SDK's own lines go to our log; one runtime per process. */
async function installRuntime(logger: Logger, metrics: Metrics): Promise<void> {
  if (runtimeInstalled) return;
  runtimeInstalled = true;
  const figures = await sdkFigures();
  metrics.addSource(figures.read);
  const loggedAt = new Map<string, number>();
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta: { error, ...meta } = {} }) => {
      // What it says of a worker for activities alone is as it should be.
      if (message.startsWith('No workflows registered')) return;
      // Each of a dozen pollers reports each of its tries while the server is away: one line of a kind is enough.
      const kind = message.replaceAll(/\d+/g, '#');
      if (Date.now() - (loggedAt.get(kind) ?? 0) < repeatMs) return;
      loggedAt.set(kind, Date.now());
      logger[levels[level]]({ ...meta, ...(error && { err: error }) }, message);
    }),
    telemetryOptions: {
      metrics: figures.exporter,
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
    },
    // Signals are the process's business (`role.ts`), which stops all roles in order.
    shutdownSignals: [],
  });
}
