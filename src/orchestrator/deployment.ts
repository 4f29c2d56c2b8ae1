import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { Config } from '../config.ts';
import { ArgusError } from '../domain/error.ts';
import { type Poller, recentPollers } from './pollers.ts';
import { refusalOf, statusCode } from './refusals.ts';
import type { DeploymentVersion } from './waiting.ts';

/** How Temporal treats a build of the workers (docs/decisions/018-batches-stay-with-their-build.md). */
export interface DeployedBuild {
  build: string;
  /** `draining`: batches that it began are open; `drained`: none is, and its workers may go; `inactive`: never had any. */
  status: 'current' | 'ramping' | 'draining' | 'drained' | 'inactive';
  /** Open batches that stay with it. */
  batches: number;
  /** Those that asked for tasks in the last 70 seconds; `worker-workflow` and `worker-parse` are both needed. */
  workflowWorkers: number;
  parseWorkers: number;
}

export interface Deployment {
  name: string;
  /** Takes new batches; null: workers without versions do. */
  current: string | null;
  /** Takes this share of new batches, in percent. */
  ramping: { build: string; percent: number } | null;
  builds: DeployedBuild[];
}

type InTime = <T>(call: () => Promise<T>, withinMs?: number) => Promise<T>;

const { WorkerDeploymentVersionStatus, TaskQueueType } = proto.temporal.api.enums.v1;
const statuses = new Map<number, DeployedBuild['status']>([
  [WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT, 'current'],
  [WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_RAMPING, 'ramping'],
  [WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINING, 'draining'],
  [WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINED, 'drained'],
]);

/** Statuses of gRPC. */
const notFound = 5;
const failedPrecondition = 9;
const pageSize = 200;
/** Temporal answers when every task queue of the build knows; an operator waits for it, no request does. */
const promotionMs = 30_000;
/** Workers that have just started are known for one task queue after the other. */
const registeringPausesMs = [250, 500, 1_000, 2_000, 4_000];

/** What concerns the builds of the workers. @throws ArgusError `state` where this installation has no deployment. */
export function deploymentCalls(client: Client, inTime: InTime, config: Config) {
  const { workflowService: service } = client;
  const namespace = config.TEMPORAL_NAMESPACE;

  function nameOrThrow(): string {
    const name = config.TEMPORAL_DEPLOYMENT_NAME;
    if (name !== undefined) return name;
    throw new ArgusError('state', 'Workers have no versions here: TEMPORAL_DEPLOYMENT_NAME is not set.');
  }

  async function describe(name: string) {
    try {
      return await inTime(() => service.describeWorkerDeployment({ namespace, deploymentName: name }));
    } catch (error) {
      if (statusCode(error) === notFound) return undefined;
      throw error;
    }
  }

  async function describeOrThrow(name: string) {
    const found = await describe(name);
    if (found) return found;
    throw new ArgusError('not_found', `No worker of the deployment ${name} has been there yet.`);
  }

  async function pollersOf(queue: string, taskQueueType: number): Promise<Poller[]> {
    const { pollers } = await inTime(() =>
      service.describeTaskQueue({ namespace, taskQueue: { name: queue }, taskQueueType }),
    );
    return recentPollers(pollers ?? [], Date.now());
  }

  /** Says in plain words why Temporal does not let new batches begin on a build. */
  async function promoting(build: string, work: () => Promise<unknown>): Promise<void> {
    for (const pause of [...registeringPausesMs, undefined]) {
      try {
        await inTime(work, promotionMs);
        return;
      } catch (error) {
        const code = statusCode(error);
        if (code !== notFound && code !== failedPrecondition) throw error;
        if (pause === undefined) throw notPromoted(build, error);
        await delay(pause);
      }
    }
  }

  const pinnedTo = (name: string, build: string) =>
    `ExecutionStatus = "Running" AND TemporalWorkflowVersioningBehavior = "Pinned" AND ` +
    `TemporalWorkerDeploymentVersion = "${name}:${build}"`;

  async function* openOf(name: string, build: string) {
    let nextPageToken: Uint8Array | undefined;
    do {
      const query = pinnedTo(name, build);
      const request = { namespace, query, pageSize, ...(nextPageToken && { nextPageToken }) };
      const page = await inTime(() => service.listWorkflowExecutions(request));
      for (const { execution } of page.executions ?? []) if (execution) yield execution;
      nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
    } while (nextPageToken);
  }

  return {
    /** Whether no worker of workflows of this build asked for tasks in the last 70 seconds. */
    async isAway({ deploymentName, buildId }: DeploymentVersion): Promise<boolean> {
      const pollers = await pollersOf(config.TEMPORAL_TASK_QUEUE, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW);
      return !pollers.some(
        ({ deploymentOptions: of }) => of?.deploymentName === deploymentName && of?.buildId === buildId,
      );
    },

    /**
     * Where no build has ever been current, as on an empty Temporal, this worker's becomes it: else no batch would begin.
     * What an operator chose stays. Resolves false while the server does not know this worker yet.
     */
    async ensureCurrentBuild(): Promise<boolean> {
      const name = config.TEMPORAL_DEPLOYMENT_NAME;
      if (name === undefined) return true;
      const found = await describe(name);
      if (found === undefined) return false;
      const info = found.workerDeploymentInfo;
      if (info?.routingConfig?.currentVersionChangedTime || info?.managerIdentity) return true;
      const build = config.TEMPORAL_WORKER_BUILD_ID;
      if (!info?.versionSummaries?.some(({ deploymentVersion }) => deploymentVersion?.buildId === build))
        return false;
      const request = { namespace, deploymentName: name, buildId: build, conflictToken: found.conflictToken };
      await inTime(() => service.setWorkerDeploymentCurrentVersion(request));
      return true;
    },

    async deployment(): Promise<Deployment> {
      const name = nameOrThrow();
      const { workerDeploymentInfo: info } = await describeOrThrow(name);
      const { currentDeploymentVersion, rampingDeploymentVersion, rampingVersionPercentage } =
        info?.routingConfig ?? {};
      const { TASK_QUEUE_TYPE_WORKFLOW, TASK_QUEUE_TYPE_ACTIVITY } = TaskQueueType;
      const workflow = await pollersOf(config.TEMPORAL_TASK_QUEUE, TASK_QUEUE_TYPE_WORKFLOW);
      const parse = await pollersOf(config.TEMPORAL_PARSE_TASK_QUEUE, TASK_QUEUE_TYPE_ACTIVITY);
      const builds: DeployedBuild[] = [];
      for (const { deploymentVersion, status } of info?.versionSummaries ?? []) {
        const build = deploymentVersion?.buildId ?? '';
        const query = pinnedTo(name, build);
        const { count } = await inTime(() => service.countWorkflowExecutions({ namespace, query }));
        const ofBuild = ({ deploymentOptions: of }: Poller) =>
          of?.deploymentName === name && of.buildId === build;
        builds.push({
          build,
          status: statuses.get(status ?? 0) ?? 'inactive',
          batches: Number(count),
          workflowWorkers: workflow.filter(ofBuild).length,
          parseWorkers: parse.filter(ofBuild).length,
        });
      }
      const ramping = rampingDeploymentVersion?.buildId;
      return {
        name,
        current: currentDeploymentVersion?.buildId ?? null,
        ramping: ramping ? { build: ramping, percent: rampingVersionPercentage ?? 0 } : null,
        builds,
      };
    },

    /** New batches begin on this build from now on; null: on workers without versions. */
    async setCurrentBuild(build: string | null): Promise<void> {
      const request = { namespace, deploymentName: nameOrThrow(), buildId: build ?? '' };
      await promoting(request.buildId, () => service.setWorkerDeploymentCurrentVersion(request));
    },

    /** This share of new batches, in percent, begins on this build; 0 ends the ramp. */
    async setRampingBuild(build: string, percentage: number): Promise<void> {
      const buildId = percentage === 0 ? '' : build;
      const request = { namespace, deploymentName: nameOrThrow(), buildId, percentage };
      await promoting(build, () => service.setWorkerDeploymentRampingVersion(request));
    },

    /** Moves the open batches of a build to the current one, which goes on from their histories. @returns how many. */
    async moveBatches(from: string): Promise<{ moved: number; to: string }> {
      const name = nameOrThrow();
      const { workerDeploymentInfo: info } = await describeOrThrow(name);
      const to = info?.routingConfig?.currentDeploymentVersion?.buildId;
      if (!to || to === from)
        throw new ArgusError('state', 'Another build has to be current, for the batches to be moved to it.');
      const { PINNED_OVERRIDE_BEHAVIOR_PINNED: behavior } =
        proto.temporal.api.workflow.v1.VersioningOverride.PinnedOverrideBehavior;
      const versioningOverride = { pinned: { behavior, version: { deploymentName: name, buildId: to } } };
      let moved = 0;
      for await (const workflowExecution of openOf(name, from)) {
        const request = {
          namespace,
          workflowExecution,
          workflowExecutionOptions: { versioningOverride },
          updateMask: { paths: ['versioning_override'] },
        };
        try {
          await inTime(() => service.updateWorkflowExecutionOptions(request));
          moved += 1;
        } catch (error) {
          // It ended meanwhile.
          if (statusCode(error) !== notFound) throw error;
        }
      }
      return { moved, to };
    },
  };
}

function notPromoted(build: string, cause: unknown): ArgusError {
  const message = `Build ${build} cannot take batches: ${refusalOf(cause)}. worker-workflow and worker-parse of it have to run.`;
  return new ArgusError('state', message, { cause });
}
