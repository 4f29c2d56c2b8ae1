import { fileURLToPath } from 'node:url';
import { runAsMain } from '../../src/role.ts';
import { startTemporalWorker } from '../../src/workers/temporal-worker.ts';
import * as activities from './activities.ts';
import { noopTaskQueues } from './task-queues.ts';

await runAsMain('noop-workflow', (deps) =>
  startTemporalWorker(deps, {
    taskQueue: noopTaskQueues.workflow,
    workflowsPath: fileURLToPath(new URL('workflow.ts', import.meta.url)),
    activities,
  }),
);
