import { expect, test } from 'vitest';
import { readinessOf } from '../../../src/domain/server-needs.ts';

test('a role is ready with all servers that it needs, whatever else is unavailable', () => {
  expect(readinessOf('relay', [])).toEqual({ status: 'ready', degraded: {} });
  expect(readinessOf('relay', ['temporal', 'object_store'])).toEqual({ status: 'ready', degraded: {} });
});

test('missing optional servers are named, with what does not work without them', () => {
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
