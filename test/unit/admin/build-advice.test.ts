import { expect, test } from 'vitest';
import { advisedBuilds } from '../../../src/admin/build-advice.ts';
import type { DeployedBuild } from '../../../src/orchestrator/deployment.ts';

const working = { build: '1', status: 'current', batches: 3, workflowWorkers: 1, parseWorkers: 2 } as const;
const adviceOn = (change: Partial<DeployedBuild>) => {
  const builds = [{ ...working, ...change }];
  return advisedBuilds({ name: 'argus', current: '1', ramping: null, builds })[0]?.advice;
};

test('says which workers have to be started, and which may go', () => {
  expect(adviceOn({})).toBe('');
  expect(adviceOn({ parseWorkers: 0 })).toBe('start its workers');
  expect(adviceOn({ status: 'ramping', workflowWorkers: 0 })).toBe('start its workers');
  expect(adviceOn({ status: 'draining' })).toBe('');
  expect(adviceOn({ status: 'draining', workflowWorkers: 0 })).toBe(
    'start its workers, or: argus admin move-batches --from 1',
  );
  expect(adviceOn({ status: 'drained', batches: 0 })).toBe('its workers may go');
  expect(adviceOn({ status: 'drained', batches: 0, workflowWorkers: 0, parseWorkers: 0 })).toBe('');
});
