import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import type { StageEvent } from '../../../src/workflows/stage-steps.ts';
import { createStageWatch } from '../../../src/workflows/stage-watch.ts';

const of = { batchId: 'b', run: 2 };

/** A run whose activities take a second each, after an upload of ten. */
async function follow(end: () => void): Promise<StageEvent[]> {
  const events: StageEvent[] = [];
  let now = 1_000;
  const watch = createStageWatch(
    (event) => events.push(event),
    () => now,
  );
  const step = (name: string) =>
    watch.step(name, async () => {
      now += 1_000;
    });
  await watch
    .run(of, async () => {
      now += 10_000;
      await step('enterScattering');
      await step('parseChunk');
      await step('openGate');
      now += 500;
      await step('gather');
      end();
      await step('diagnose');
    })
    .catch(() => undefined);
  return events;
}

test('reports each stage with its time, from the upload to the report', async () => {
  expect(await follow(() => undefined)).toEqual([
    { ...of, kind: 'begun' },
    { ...of, kind: 'stage', stage: 'upload', seconds: 10 },
    { ...of, kind: 'stage', stage: 'scatter', seconds: 3 },
    { ...of, kind: 'stage', stage: 'gather', seconds: 1 },
    { ...of, kind: 'stage', stage: 'diagnose', seconds: 1 },
    { ...of, kind: 'ended', failure: null, seconds: 15.5 },
  ]);
});

test('reports the code with which a run fails', async () => {
  const failed = await follow(() => {
    throw ApplicationFailure.create({ type: 'too_many_failed_files', message: 'Too many.' });
  });
  expect(failed.at(-1)).toEqual({ ...of, kind: 'ended', failure: 'too_many_failed_files', seconds: 14.5 });
});

test('an aborted run counts as cancelled', async () => {
  const cancelled = await follow(() => {
    throw new Error('cancelled from outside');
  });
  expect(cancelled.at(-1)).toMatchObject({ kind: 'ended', failure: 'cancelled' });
});

test('the stages of one step have the times that its result tells, and the upload begins with the workflow', async () => {
  const events: StageEvent[] = [];
  const watch = createStageWatch(
    (event) => events.push(event),
    () => 10_000,
    4_000,
  );
  await watch.run(of, async () => {
    await watch.step('enterScattering', async () => undefined);
    await watch.step('finish', async () => ({ stages: { gather: 0.012, diagnose: 0.005 } }));
  });
  expect(events.slice(1)).toEqual([
    { ...of, kind: 'stage', stage: 'upload', seconds: 6 },
    { ...of, kind: 'stage', stage: 'scatter', seconds: 0 },
    { ...of, kind: 'stage', stage: 'gather', seconds: 0.012 },
    { ...of, kind: 'stage', stage: 'diagnose', seconds: 0.005 },
    { ...of, kind: 'ended', failure: null, seconds: 6 },
  ]);
});

test('the step that enters the scatter stage tells those that it held, and scattering is the rest of its time', async () => {
  const events: StageEvent[] = [];
  let now = 4_000;
  const watch = createStageWatch(
    (event) => events.push(event),
    () => now,
  );
  await watch.run(of, () =>
    watch.step('enterScattering', async () => {
      now += 100;
      return { finished: { stages: { gather: 0.05, diagnose: 0.025 } } };
    }),
  );
  expect(events.slice(2)).toEqual([
    { ...of, kind: 'stage', stage: 'scatter', seconds: expect.closeTo(0.025) },
    { ...of, kind: 'stage', stage: 'gather', seconds: 0.05 },
    { ...of, kind: 'stage', stage: 'diagnose', seconds: 0.025 },
    { ...of, kind: 'ended', failure: null, seconds: 0.1 },
  ]);
});
