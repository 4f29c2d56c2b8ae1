import { Client, Connection, ScheduleNotFoundError } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { Config } from '../config.ts';
import { deploymentCalls } from '../orchestrator/deployment.ts';
import { scheduleIds } from '../orchestrator/schedules.ts';
import { temporalAddress } from '../orchestrator/temporal-address.ts';
import { searchAttributes } from '../workflows/search-attributes.ts';
import { type Examination, type Find, sentenceOf } from './check.ts';

const setUp = 'Run temporal-config/set-up-namespace.sh (compose: docker compose up temporal-setup).';

export function examineTemporal(config: Config): Examination {
  return {
    subject: 'temporal',
    adviceOnError: (error) =>
      /not found/i.test(sentenceOf(error))
        ? setUp
        : `Is Temporal up at ${config.TEMPORAL_ADDRESS}? See TEMPORAL_ADDRESS. Uploads go on; batches wait.`,
    async examine(find) {
      const connection = await Connection.connect({ ...temporalAddress(config), connectTimeout: '4s' });
      try {
        const { serverVersion } = await connection.workflowService.getSystemInfo({});
        find('ok', `version ${serverVersion}`);
        await examineNamespace(connection, config, find);
      } finally {
        await connection.close();
      }
    },
  };
}

async function examineNamespace(connection: Connection, config: Config, find: Find): Promise<void> {
  const namespace = config.TEMPORAL_NAMESPACE;
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (error) {
    find('trouble', `namespace ${namespace}: ${sentenceOf(error)}`, setUp);
    return;
  }
  await examineSearchAttributes(connection, namespace, find);
  await examineSchedules(connection, config, find);
  await examineQueues(connection, config, find);
  await examineBuilds(connection, config, find);
}

async function examineSearchAttributes(connection: Connection, namespace: string, find: Find): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const { IndexedValueType } = proto.temporal.api.enums.v1;
  const wanted = Object.values(searchAttributes).map(({ name }) => name);
  const wrong = wanted.filter(
    (name) => customAttributes?.[name] !== IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  );
  if (wrong.length > 0)
    find(
      'trouble',
      `search attributes are missing or no keywords: ${wrong.join(', ')}`,
      `${setUp} Without them no batch begins.`,
    );
  else find('ok', `namespace ${namespace} with the search attributes ${wanted.join(', ')}`);
}

async function examineSchedules(connection: Connection, config: Config, find: Find): Promise<void> {
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  for (const id of scheduleIds(config.TEMPORAL_TASK_QUEUE)) {
    try {
      const { state } = await client.schedule.getHandle(id).describe();
      if (state.paused) {
        find('trouble', `the schedule ${id} is paused`, 'Resume it: temporal schedule toggle --unpause.');
      }
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
      find('warning', `there is no schedule ${id}`, 'A workflow worker creates it when it starts.');
    }
  }
}

async function examineQueues(connection: Connection, config: Config, find: Find): Promise<void> {
  const { TaskQueueType } = proto.temporal.api.enums.v1;
  const queues = [
    {
      name: config.TEMPORAL_TASK_QUEUE,
      type: TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
      role: 'worker-workflow',
    },
    {
      name: config.TEMPORAL_PARSE_TASK_QUEUE,
      type: TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
      role: 'worker-parse',
    },
  ];
  for (const { name, type, role } of queues) {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace: config.TEMPORAL_NAMESPACE,
      taskQueue: { name },
      taskQueueType: type,
    });
    const count = pollers?.length ?? 0;
    if (count === 0)
      find('warning', `nobody works on the task queue ${name}`, `Start ${role}, with the same task queue.`);
    else find('ok', `${count} worker${count === 1 ? '' : 's'} on the task queue ${name}`);
  }
}

async function examineBuilds(connection: Connection, config: Config, find: Find): Promise<void> {
  if (config.TEMPORAL_DEPLOYMENT_NAME === undefined) return;
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  const { current, builds } = await deploymentCalls(client, (call) => call(), config).deployment();
  if (current === null)
    find('warning', 'no build of the workers takes new batches', 'argus admin promote BUILD');
  for (const { build, status, batches, workflowWorkers, parseWorkers } of builds) {
    const works = workflowWorkers > 0 && parseWorkers > 0;
    const needed = build === current || status === 'ramping' || batches > 0;
    const what = `build ${build}: ${status}, ${batches} open batch${batches === 1 ? '' : 'es'}`;
    if (works || !needed) find('ok', what);
    else
      find(
        'trouble',
        `${what}, and no workers`,
        `Start worker-workflow and worker-parse of it; argus admin move-batches --from ${build} lets the current build go on with its batches.`,
      );
  }
}
