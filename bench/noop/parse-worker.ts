import { runAsMain } from '../../src/role.ts';
import { startTemporalWorker } from '../../src/workers/temporal-worker.ts';
import * as activities from './activities.ts';
import { noopTaskQueues } from './task-queues.ts';

await runAsMain('noop-parse', (deps) =>
  startTemporalWorker(deps, { taskQueue: noopTaskQueues.parse, activities }),
);
