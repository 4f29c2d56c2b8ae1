import {
  condition,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';

interface Activities {
  nothing(): Promise<void>;
}

export const goUpdate = defineUpdate<boolean, []>('go');

const local = proxyLocalActivities<Activities>({ startToCloseTimeout: '20 seconds' });
const near = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });

/** The task hand-overs of a batch of one file as they were when gather and diagnose of it were activities of their own, without payloads. */
export async function noopWorkflow(parseTaskQueue: string): Promise<void> {
  let completed = false;
  setHandler(goUpdate, () => {
    completed = true;
    return completed;
  });
  const far = proxyActivities<Activities>({ startToCloseTimeout: '1 minute', taskQueue: parseTaskQueue });
  await condition(() => completed);
  await local.nothing(); // enterScattering
  await far.nothing(); // parseChunk
  await local.nothing(); // openGate
  await near.nothing(); // gather
  await near.nothing(); // diagnose
}
