import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFollowers, type Watcher } from '../../../../src/api/stream/follow-batch.ts';
import type { Batch } from '../../../../src/domain/batch.ts';
import type { StoredEvent } from '../../../../src/domain/event.ts';
import { testLogger } from '../../../support/test-logger.ts';

const id = '0198c0de-0000-7000-8000-00000000000a';

/** A batch, its log, and what was read of both; a read takes a millisecond. */
function world() {
  const batch = { id, run: 1, status: 'scattering', total_files: 9, processed_files: 0 } as Batch;
  const log: StoredEvent[] = [];
  const reads = { batch: 0, events: 0, failing: false };
  const listeners = new Set<() => void>();
  const later = () => new Promise((resolve) => setTimeout(resolve, 1));
  const followerOf = createFollowers({
    logger: testLogger(),
    batches: {
      async get() {
        reads.batch += 1;
        await later();
        return { ...batch };
      },
    },
    events: {
      async after(_, seq, limit) {
        reads.events += 1;
        await later();
        if (reads.failing) throw new Error('no database');
        return log.filter((event) => event.seq > seq).slice(0, limit);
      },
    },
    feed: {
      feedIsUp: () => true,
      subscribeProgress(_, listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  });

  return {
    batch,
    reads,
    listeners,
    hint: () => {
      for (const listener of listeners) listener();
    },
    add(count: number) {
      for (let at = 0; at < count; at += 1) {
        log.push({
          seq: log.length + 1,
          event_id: '',
          batch_id: id,
          run: 1,
          event_type: 'BatchCreated',
          payload: {},
          occurred_at: '2026-11-30T00:00:00.000Z',
        });
      }
    },
    /** Follows after `seq`. A watcher that is `full` has no room until `drain`. */
    watch(seq = 0) {
      const frames: Buffer[] = [];
      const state = { open: true, full: false, fillsUp: false };
      const follower = followerOf(id);
      const watcher: Watcher = {
        seq,
        shown: '',
        connection: {
          hasRoom: () => state.open && !state.full,
          send(frame) {
            frames.push(frame);
            state.full = state.fillsUp;
          },
          close() {
            state.open = false;
            follower.leave(watcher);
          },
        },
      };
      follower.join(watcher);
      return {
        frames,
        state,
        leave: () => follower.leave(watcher),
        drain() {
          state.full = false;
          follower.look();
        },
        names: () => [...frames.join('').matchAll(/^event: (.*)$/gm)].map(([, name]) => name),
        ids: () => [...frames.join('').matchAll(/^id: (.*)$/gm)].map(([, seen]) => seen),
      };
    },
  };
}

const upTo = (last: number, after = 0) =>
  Array.from({ length: last - after }, (_, at) => `${after + at + 1}`);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('watchers of one batch share what is read, and the bytes that are sent', async () => {
  const { reads, add, watch, hint } = world();
  const all = [watch(), watch(), watch()];
  await vi.advanceTimersByTimeAsync(1_000);
  const before = { ...reads };
  add(2);
  hint();
  await vi.advanceTimersByTimeAsync(100);
  expect(reads).toMatchObject({ batch: before.batch + 1, events: before.events + 1 });
  const [first, ...others] = all.map(({ frames }) => frames.at(-1));
  expect(first?.toString()).toMatch(/^event: batch_created\nid: 1\n.*\n\nevent: batch_created\nid: 2\n/);
  for (const other of others) expect(other).toBe(first);
});

test('a watcher that comes later gets everything after its place, and the others nothing twice', async () => {
  const { batch, add, watch, hint } = world();
  add(3);
  const early = watch();
  await vi.advanceTimersByTimeAsync(1_000);
  const late = watch(1);
  await vi.advanceTimersByTimeAsync(10);
  expect([early.ids(), late.ids()]).toEqual([upTo(3), upTo(3, 1)]);
  batch.processed_files = 1;
  add(1);
  hint();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([early.ids(), late.ids()]).toEqual([upTo(4), upTo(4, 1)]);
  expect(late.frames.at(-1)).toBe(early.frames.at(-1));
  expect(late.names()).toEqual(['batch_created', 'batch_created', 'progress', 'batch_created', 'progress']);
});

test('a slow watcher is sent a page at a time, and does not keep the others waiting', async () => {
  const { add, watch, hint } = world();
  const [slow, quick] = [watch(), watch()];
  await vi.advanceTimersByTimeAsync(1_000);
  slow.state.fillsUp = true;
  add(1_200);
  hint();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(quick.ids()).toEqual(upTo(1_200));
  expect(slow.ids()).toEqual(upTo(500));
  slow.drain();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(slow.ids()).toEqual(upTo(1_000));
  slow.drain();
  await vi.advanceTimersByTimeAsync(10);
  expect(slow.ids()).toEqual(upTo(1_200));
});

test('the end is sent once to each watcher, after everything else, also to one that was slow', async () => {
  const { batch, listeners, add, watch, hint } = world();
  const [slow, quick] = [watch(), watch()];
  slow.state.fillsUp = true;
  await vi.advanceTimersByTimeAsync(1_000);
  batch.status = 'completed';
  add(1);
  hint();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(quick.names()).toEqual(['progress', 'batch_created', 'progress', 'end']);
  expect(quick.ids()).toEqual(['1', '1-end']);
  expect([quick.state.open, slow.state.open, slow.names()]).toEqual([false, true, ['progress']]);
  slow.drain();
  await vi.advanceTimersByTimeAsync(10);
  expect([slow.state.open, slow.names()]).toEqual([false, quick.names()]);
  expect([listeners.size, vi.getTimerCount()]).toEqual([0, 0]);
});

test('a read that fails is repeated, and nothing is lost or sent twice', async () => {
  const { reads, add, watch, hint } = world();
  const { ids } = watch();
  await vi.advanceTimersByTimeAsync(1_000);
  reads.failing = true;
  add(2);
  hint();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ids()).toEqual([]);
  reads.failing = false;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(ids()).toEqual(upTo(2));
});

test('nothing is read any more once all have left, and all is as before when one comes back', async () => {
  const { reads, listeners, add, watch } = world();
  const one = watch();
  await vi.advanceTimersByTimeAsync(1_000);
  one.leave();
  await vi.advanceTimersByTimeAsync(1);
  const before = reads.batch;
  expect(before).toBe(1);
  await vi.advanceTimersByTimeAsync(120_000);
  expect([reads.batch, listeners.size, vi.getTimerCount()]).toEqual([before, 0, 0]);
  add(1);
  const again = watch();
  await vi.advanceTimersByTimeAsync(10);
  expect([again.ids(), listeners.size]).toEqual([upTo(1), 1]);
});
