import { expect, test } from 'vitest';
import { batchId } from '../../../src/cli/program/batch-id.ts';

test('the id of a batch is taken as it is', () => {
  const id = '01a22b9b-8a86-7707-b438-91f68b7a7b6c';
  expect([batchId(id), batchId(id.toUpperCase())]).toEqual([id, id.toUpperCase()]);
});

test.for(['', 'zzz', '01a22b9b-8a86-7707-b438', '01a22b9b-8a86-7707-b438-91f68b7a7b6c '])(
  '%j is refused',
  (text) => {
    expect(() => batchId(text)).toThrow('`argus batches` lists the newest ones.');
  },
);
