import { expect, test } from 'vitest';
import { redisFigures } from '../../../src/stores/redis/redis-figures.ts';

test('reads Redis’s figures about memory, keys and refusals', () => {
  const info = [
    '# Memory\r\nused_memory:1048576\r\nused_memory_human:1.00M\r\n',
    '# Stats\r\nevicted_keys:4\r\nkeyspace_hits:90\r\nkeyspace_misses:10\r\n',
    '# Errorstats\r\nerrorstat_OOM:count=3\r\nerrorstat_ERR:count=8\r\nerrorstat_READONLY:count=2\r\n',
  ].join('\n');
  expect(redisFigures(info)).toEqual({
    memoryBytes: 1_048_576,
    hits: 90,
    misses: 10,
    evictedKeys: 4,
    refused: { out_of_memory: 3, read_only: 2, disk: 0 },
  });
});
