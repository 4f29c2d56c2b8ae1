import { setTimeout as delay } from 'node:timers/promises';
import { IllegalStateError } from '@temporalio/common';
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
import type { Metrics } from '../metrics/metrics.ts';
import { temporalAddress } from '../orchestrator/temporal-address.ts';
import type { Role, RoleDeps } from '../role.ts';
import { sdkFigures } from './sdk-figures.ts';
import { seldom } from './seldom.ts';
import { traceActivities } from './traced.ts';
import { watchActivities } from './watched-activities.ts';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
/** A repeated warning of the SDK is logged once within this time. */
const repeatMs = 30_000;
const pauseMs = 1_000;
let runtimeInstalled = false;

type TemporalWorkerOptions = Pick<
  WorkerOptions,
  'activities' | 'sinks' | 'workflowsPath' | 'workflowBundle' | 'maxConcurrentActivityTaskExecutions'
> & { taskQueue: string };

/**
 * One Temporal worker, kept running: a server that is not up yet, that comes back without its namespace or that refuses
 * for a time is waited for. What the role does besides (the API of all in one) goes on meanwhile.
 */
export async function startTemporalWorker(
  { config, logger, metrics, tracing }: Pick<RoleDeps, 'config' | 'logger' | 'metrics' | 'tracing'>,
  options: TemporalWorkerOptions,
): Promise<Role> {
  await installRuntime(logger, metrics);
  const stopping = new AbortController();
  const { signal } = stopping;
  let current: Worker | undefined;

  /** Resolves when the worker has been asked to stop. */
  async function runOnce(started: () => void): Promise<void> {
    const connection = await NativeConnection.connect(temporalAddress(config));
    try {
      const worker = await Worker.create({
        connection,
        namespace: config.TEMPORAL_NAMESPACE,
        ...versioning(config),
        shutdownGraceTime: `${config.SHUTDOWN_GRACE_SECONDS} seconds`,
        interceptors: {
          activity: [
            () => ({ inbound: { execute: withBoundErrors } }),
            ...traceActivities(tracing),
            watchActivities(metrics, logger),
          ],
        },
        ...options,
      });
      const running = worker.run();
      current = worker;
      started();
      // Asked to stop while it came to be; run it must all the same, to let go of its connection.
      if (signal.aborted) worker.shutdown();
      await running;
    } finally {
      current = undefined;
      await connection.close();
    }
  }

  async function keepRunning(): Promise<void> {
    let waiting = false;
    while (!signal.aborted) {
      try {
        await runOnce(() => {
          if (waiting) logger.info('the worker works');
          waiting = false;
        });
      } catch (error) {
        // Of our own making: waiting mends nothing.
        if (error instanceof TypeError || error instanceof IllegalStateError) throw error;
        if (!waiting) logger.warn({ err: error }, `Temporal at ${config.TEMPORAL_ADDRESS}: waiting for it`);
        waiting = true;
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  const running = keepRunning();
  return {
    failed: running.then(() => new Promise<never>(() => undefined)),
    isWorking: () => current?.getState() === 'RUNNING',
    async stop() {
      stopping.abort();
      if (current === undefined) return;
      if (current.getState() === 'RUNNING') current.shutdown();
      await running;
    },
  };
}

/**
 * With versions, Temporal gives the tasks of a batch to workers of the build that began it, activities included. The short
 * workflows of schedules say themselves that they go on with any build.
 */
export function versioning(
  config: Pick<Config, 'TEMPORAL_DEPLOYMENT_NAME' | 'TEMPORAL_WORKER_BUILD_ID'>,
): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  const { TEMPORAL_DEPLOYMENT_NAME: deploymentName, TEMPORAL_WORKER_BUILD_ID: buildId } = config;
  if (deploymentName === undefined) return {};
  return {
    workerDeploymentOptions: {
      version: { deploymentName, buildId },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'PINNED',
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

/** The SDK logs into our log; one runtime per process. */
async function installRuntime(logger: Logger, metrics: Metrics): Promise<void> {
  if (runtimeInstalled) return;
  runtimeInstalled = true;
  const figures = await sdkFigures();
  metrics.addSource(figures.read);
  const isDue = seldom(repeatMs);
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta: { error, ...meta } = {} }) => {
      // Expected for a worker that runs activities only.
      if (message.startsWith('No workflows registered')) return;
      // While the server is unavailable, each of a dozen pollers reports each attempt; on a busy machine, each slow task is.
      if (!isDue(message, Date.now())) return;
      logger[levels[level]]({ ...meta, ...(error && { err: error }) }, message);
    }),
    telemetryOptions: {
      metrics: figures.exporter,
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
    },
    // Signals are handled by the process (`role.ts`), which stops all roles in order.
    shutdownSignals: [],
  });
}
