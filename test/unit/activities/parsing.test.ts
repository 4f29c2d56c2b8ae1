import { expect, test } from 'vitest';
import { createParsing } from '../../../src/activities/parsing.ts';
import type { BatchFile } from '../../../src/domain/batch.ts';
import { NoSpareThread, type SummariseInPool } from '../../../src/recordings/pool/parse-pool-types.ts';
import { emptySummary } from '../../../src/recordings/summary/empty-summary.ts';
import type { FileSummary } from '../../../src/recordings/summary/file-summary.ts';

const file = { id: 'f', batch_id: 'b', size: 10, sha256: 'ab'.repeat(32) } as BatchFile;
const { signal } = new AbortController();
const ok = emptySummary(10, { code: 'ok', message: 'The file is whole.' }, 'mcap');

/** A pool whose files end when the test says so. */
function heldPool() {
  const calls: {
    options: SummariseInPool;
    end: (summary: FileSummary) => void;
    fail: (error: Error) => void;
  }[] = [];
  const parsing = createParsing({
    objects: { linkTo: async () => ({ url: 'http://store/f', ca: undefined }) },
    pool: {
      summarise: (_request, options = {}) =>
        new Promise((end, fail) => {
          calls.push({ options, end, fail });
        }),
      close: async () => undefined,
    },
  });
  const begun = async (count: number) => {
    while (calls.length < count) await Promise.resolve();
    return calls[count - 1] as (typeof calls)[number];
  };
  return { parsing, calls, begun };
}

test('a run waits for what is being read ahead, which then keeps its thread', async () => {
  const { parsing, calls, begun } = heldPool();
  const ahead = parsing.summariseAhead(file, [], signal);
  const call = await begun(1);
  expect(call.options.spare?.()).toBe(true);
  const run = parsing.summarise(file, [], signal);
  expect(call.options.spare?.()).toBe(false);
  expect(await parsing.summariseAhead(file, [], signal)).toBeUndefined();
  call.end(ok);
  expect(await Promise.all([ahead, run])).toEqual([ok, ok]);
  expect(calls).toHaveLength(1);
});

test('a run finds what was read ahead until it is stored, and reads by itself afterwards', async () => {
  const { parsing, calls, begun } = heldPool();
  const ahead = parsing.summariseAhead(file, [], signal);
  (await begun(1)).end(ok);
  await ahead;
  expect(await parsing.summarise(file, [], signal)).toEqual(ok);
  parsing.forget(file, []);
  const run = parsing.summarise(file, [], signal);
  (await begun(2)).end(ok);
  expect(await run).toEqual(ok);
  expect(calls).toHaveLength(2);
});

test('a run reads by itself what was given up, and what another attempt may read better', async () => {
  const { parsing, begun } = heldPool();
  const ahead = parsing.summariseAhead(file, [], signal);
  const call = await begun(1);
  const run = parsing.summarise(file, [], signal);
  call.fail(new NoSpareThread(true));
  await expect(ahead).rejects.toThrow(NoSpareThread);
  (await begun(2)).end(ok);
  expect(await run).toEqual(ok);

  const slow = { ...ok, verdict: { code: 'parse_timeout', message: 'Too slow.' } } as const;
  const again = parsing.summariseAhead(file, [], signal);
  (await begun(3)).end(slow);
  expect(await again).toEqual(slow);
  const later = parsing.summarise(file, [], signal);
  (await begun(4)).end(ok);
  expect(await later).toEqual(ok);
});

test('a run that is cancelled does not wait, and leaves what is read ahead alone', async () => {
  const { parsing, begun } = heldPool();
  const ahead = parsing.summariseAhead(file, [], signal);
  const call = await begun(1);
  const cancelled = new AbortController();
  const run = parsing.summarise(file, [], cancelled.signal);
  cancelled.abort(new Error('cancelled'));
  await expect(run).rejects.toThrow('cancelled');
  call.end(ok);
  expect(await ahead).toEqual(ok);
});
