import { asyncLocalStorage, type Context } from '@temporalio/activity';
import { expect, test } from 'vitest';
import { type ControlDeps, createControlActivities } from '../../../src/activities/control.ts';
import type { Scattering } from '../../../src/activities/enter-scattering.ts';
import type { FinishResult } from '../../../src/activities/finish.ts';
import type { Aggregate } from '../../../src/diagnosis/aggregate.ts';
import type { Batch } from '../../../src/domain/batch.ts';
import { testLogger } from '../../support/test-logger.ts';

const finished: FinishResult = {
  processedFiles: 1,
  failedFiles: 0,
  diagnosis: { severity: 'ok', sentence: 'Nothing was found.' },
};
const folded = { folded: 'by an earlier run' } as unknown as Aggregate;

interface Case {
  files: number;
  /** Without a result. */
  left?: number;
  run?: number;
  known?: Aggregate;
  stagesMayWait?: boolean;
  attempt?: number;
  finish?: ControlDeps['finish'];
}

/** What the step that enters the scatter stage makes of a batch, and with which aggregate it has tried to end the run. */
async function enter({
  files: totalFiles,
  left = 0,
  run = 1,
  known,
  stagesMayWait = false,
  attempt: nth = 1,
  finish,
}: Case) {
  const tried: (Aggregate | undefined)[] = [];
  const entered = { status: 'scattering', run, total_files: totalFiles, processed_files: totalFiles - left };
  const attempt: ControlDeps['finish'] = (of, aggregate) => {
    tried.push(aggregate);
    return finish ? finish(of, aggregate) : Promise.resolve(finished);
  };
  const deps = {
    batches: { transition: async () => entered as Batch },
    files: {
      reuseSummaries: async () => undefined,
      processedIds: async () => [],
      unprocessed: async () =>
        Array.from({ length: left }, (_, position) => ({ position, size: 1_000, taken_ms: null })),
      namesAt: async (_: string, places: number[]) => places.map(String),
    },
    databasesOf: async () => [],
    redis: {
      clearProcessed: async () => undefined,
      addProcessed: async () => undefined,
      publishProgress: async () => undefined,
    },
    gate: () => Promise.reject(new Error('asked by the step that ends a run only')),
    gathering: { earlierAggregate: async () => known },
    finish: attempt,
    logger: testLogger(),
    stagesMayWait,
  } as unknown as ControlDeps;
  const { enterScattering } = createControlActivities(deps);
  const scattering: Scattering = await asyncLocalStorage.run(
    { info: { attempt: nth } } as unknown as Context,
    () => enterScattering({ batchId: 'b', run, totalFiles }),
  );
  return { scattering, tried };
}

test('a light run with nothing left to read ends within the step', async () => {
  const { scattering, tried } = await enter({ files: 3 });
  expect(scattering).toMatchObject({ chunks: [], finished, finishesAtOnce: false });
  expect(tried).toEqual([undefined]);
});

test('with files to read, the end follows the chunks', async () => {
  const { scattering, tried } = await enter({ files: 3, left: 1 });
  expect(scattering).toMatchObject({ finishesAtOnce: true, processedFiles: 2 });
  expect(scattering.chunks).toHaveLength(1);
  expect(scattering).not.toHaveProperty('finished');
  expect(tried).toEqual([]);
});

test('a larger run ends so only where an earlier one has folded the same files', async () => {
  const first = await enter({ files: 1_000 });
  expect(first.scattering).not.toHaveProperty('finished');
  expect(first.tried).toEqual([]);
  const again = await enter({ files: 1_000, run: 2, known: folded });
  expect(again.scattering).toMatchObject({ finished });
  expect(again.tried).toEqual([folded]);
  expect((await enter({ files: 5_001, run: 2, known: folded })).tried).toEqual([]);
});

test('where a stage may wait for somebody, none is part of the step', async () => {
  const { scattering, tried } = await enter({ files: 1, stagesMayWait: true });
  expect(scattering).toMatchObject({ finishesAtOnce: false, isLight: false });
  expect(tried).toEqual([]);
});

test('where the end does not succeed, the files keep their results and the stages go on one by one', async () => {
  const finish = () => Promise.reject(new Error('held by the test'));
  const { scattering } = await enter({ files: 1, finish });
  expect(scattering).toMatchObject({ chunks: [], processedFiles: 1, isLight: true, finishesAtOnce: false });
  expect(scattering).not.toHaveProperty('finished');
});

test('another attempt leaves the end to a step of its own, which has its own time', async () => {
  const { scattering, tried } = await enter({ files: 1, attempt: 2 });
  expect(scattering).toMatchObject({ chunks: [], finishesAtOnce: true });
  expect(tried).toEqual([]);
});
