import { setTimeout as delay } from 'node:timers/promises';
import {
  type ActivityInboundCallsInterceptor,
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { boundError } from '../domain/bounded-error.ts';
import type { Role } from '../role.ts';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
/** A repeated warning of the SDK is logged once within this time. */
const repeatMs = 30_000;
let runtimeInstalled = false;

/** One Temporal worker; waits for a server that is not up yet. */
export async function startTemporalWorker(
  config: Config,
  logger: Logger,
  options: Pick<
    WorkerOptions,
    'activities' | 'workflowsPath' | 'workflowBundle' | 'maxConcurrentActivityTaskExecutions'
  > & {
    taskQueue: string;
  },
): Promise<Role> {
  installRuntime(logger);
  const connection = await connect(config.TEMPORAL_ADDRESS, logger);
  const worker = await Worker.create({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    shutdownGraceTime: `${config.SHUTDOWN_GRACE_SECONDS} seconds`,
    interceptors: { activity: [() => ({ inbound: { execute: withBoundErrors } })] },
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

/** A failure of a megabyte ends the workflow instead of failing it; one of 4 MB never arrives (gRPC's limit). */
const withBoundErrors: NonNullable<ActivityInboundCallsInterceptor['execute']> = async (input, next) => {
  try {
    return await next(input);
  } catch (error) {
    throw boundError(error);
  }
};

async function connect(address: string, logger: Logger): Promise<NativeConnection> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await NativeConnection.connect({ address });
    } catch (error) {
      if (attempt === 1)
        logger.warn({ err: error }, `Temporal does not respond at ${address}; waiting for it`);
      await delay(1_000);
    }
  }
}

/** The SDK logs into our log; one runtime per process. */
function installRuntime(logger: Logger): void {
  if (runtimeInstalled) return;
  runtimeInstalled = true;
  const loggedAt = new Map<string, number>();
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta: { error, ...meta } = {} }) => {
      // Expected for a worker that runs activities only.
      if (message.startsWith('No workflows registered')) return;
      // While the server is unavailable, each of a dozen pollers reports each attempt: one line of a kind is enough.
      const kind = message.replaceAll(/\d+/g, '#');
      if (Date.now() - (loggedAt.get(kind) ?? 0) < repeatMs) return;
      loggedAt.set(kind, Date.now());
      logger[levels[level]]({ ...meta, ...(error && { err: error }) }, message);
    }),
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
    },
    // Signals are handled by the process (`role.ts`), which stops all roles in order.
    shutdownSignals: [],
  });
}
