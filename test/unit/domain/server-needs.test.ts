import { expect, test } from 'vitest';
import { isRoleName, readinessOf, serverNeeds } from '../../../src/domain/server-needs.ts';

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

test('each role says of each server whether it can do without, and what is lost then', () => {
  const without = (role: keyof typeof serverNeeds) =>
    (['postgres', 'redis', 'object_store', 'temporal', 'kafka'] as const).map((server) => {
      const { status, degraded } = readinessOf(role, [server]);
      return status === 'degraded' ? degraded[server] : status;
    });
  const sentence = expect.stringMatching(/^[A-Z].*\.$/);
  expect(without('api')).toEqual(['not_ready', sentence, sentence, sentence, sentence]);
  expect(without('worker-workflow')).toEqual(['not_ready', sentence, sentence, 'not_ready', 'ready']);
  expect(without('worker-parse')).toEqual(['not_ready', sentence, 'not_ready', 'not_ready', 'ready']);
  expect(without('relay')).toEqual(['not_ready', 'ready', 'ready', 'ready', 'not_ready']);
});

test('the names of roles are those alone', () => {
  expect(Object.keys(serverNeeds).filter(isRoleName)).toHaveLength(4);
  expect(['toString', 'worker', ''].filter(isRoleName)).toEqual([]);
});
