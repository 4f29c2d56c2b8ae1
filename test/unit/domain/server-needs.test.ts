import { expect, test } from 'vitest';
import { readinessOf } from '../../../src/domain/server-needs.ts';

test('a role is ready with all that it needs, whatever else is away', () => {
  expect(readinessOf('relay', [])).toEqual({ status: 'ready', degraded: {} });
  expect(readinessOf('relay', ['temporal', 'object_store'])).toEqual({ status: 'ready', degraded: {} });
});

test('what it can do without is named, with what does not work then', () => {
  const { status, degraded } = readinessOf('api', ['kafka', 'object_store']);
  expect(status).toBe('degraded');
  expect(degraded.kafka).toMatch(/wait in PostgreSQL/);
  expect(degraded.object_store).toMatch(/Uploads/);
});

test.for([
  ['api', 'postgres'],
  ['worker-workflow', 'temporal'],
  ['worker-parse', 'object_store'],
  ['relay', 'kafka'],
] as const)('%s is not ready without %s', ([role, server]) => {
  expect(readinessOf(role, [server, 'redis']).status).toBe('not_ready');
});
