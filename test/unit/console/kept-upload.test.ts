import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findUnfinished } from '../../../console/src/lib/upload/find-unfinished.ts';
import {
  begunUrl,
  forgetUpload,
  type KeptUpload,
  keepUpload,
  keepUrl,
  keptUploads,
} from '../../../console/src/lib/upload/kept-upload.ts';
import { inOneTab, uploadedNow } from '../../../console/src/lib/upload/one-tab.ts';
import { ApiError } from '../../../src/client/api-error.ts';

const texts = new Map<string, string>();
beforeEach(() => {
  texts.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => texts.set(key, text),
  });
});
afterEach(() => vi.unstubAllGlobals());

const upload = (batchId: string): KeptUpload => ({
  batchId,
  vehicleId: `van-${batchId}`,
  vin: 'WVWZZZ1JZ3W386752',
  files: 2,
  begun: {},
});
const file = new File(['bytes'], 'a', { lastModified: 7 });
const ids = () => keptUploads().map(({ batchId }) => batchId);

describe('uploads that this browser remembers', () => {
  test('are one for each batch: the end of one leaves the others', () => {
    keepUpload(upload('a'));
    keepUpload(upload('b'));
    keepUrl('a', 'x.mcap', file, '/uploads/1');
    keepUrl('b', 'x.mcap', file, '/uploads/2');
    forgetUpload('b');
    expect(begunUrl('a', 'x.mcap', file)).toBe('/uploads/1');
    expect(begunUrl('b', 'x.mcap', file)).toBeUndefined();
  });

  test('hold what two tabs send to one batch; a forgotten one stays so', () => {
    keepUpload(upload('a'));
    keepUrl('a', 'x', file, '/uploads/1');
    keepUrl('a', 'y', file, '/uploads/2');
    keepUrl('a', 'x', file, undefined);
    expect([begunUrl('a', 'x', file), begunUrl('a', 'y', file)]).toEqual([undefined, '/uploads/2']);
    expect(begunUrl('a', 'y', new File(['bytes'], 'a', { lastModified: 8 }))).toBeUndefined();
    forgetUpload('a');
    keepUrl('a', 'x', file, '/uploads/3');
    expect(ids()).toEqual([]);
  });

  test('are the newest eight', () => {
    for (const id of 'abcdefghij') keepUpload(upload(id));
    expect(ids().join('')).toBe('jihgfedc');
  });

  test.for([
    ['of an earlier version', JSON.stringify(upload('old')), ['old']],
    ['of nobody', '{', []],
    ['of another form', '[1, null, {"batchId": 1}]', []],
  ] as const)('%s are read', ([, text, found]) => {
    texts.set('argus.upload', text);
    expect(ids()).toEqual(found);
  });
});

describe('the upload that is offered to go on', () => {
  const find = (answers: Record<string, object | Error>, elsewhere: string[] = []) =>
    findUnfinished({
      async getBatch(batchId) {
        const answer = answers[batchId] ?? new ApiError(404, 'not_found', 'There is no such batch.');
        if (answer instanceof Error) throw answer;
        return answer as never;
      },
      uploadedNow: async () => new Set(elsewhere),
    });
  const open = { status: 'pending', uploaded_at: null };

  beforeEach(() => {
    for (const id of ['a', 'b', 'c']) keepUpload(upload(id));
  });

  test('is the newest whose batch accepts files and that no other tab is at', async () => {
    expect(await find({ a: open, b: open, c: open }, ['c'])).toMatchObject({ batchId: 'b' });
    expect(ids()).toEqual(['c', 'b', 'a']);
  });

  test('is none of a cancelled batch, which is remembered for its retry', async () => {
    const cancelled = { status: 'failed', uploaded_at: null };
    expect(await find({ a: cancelled, b: cancelled, c: cancelled })).toBeUndefined();
    expect(ids()).toEqual(['c', 'b', 'a']);
  });

  test('is none of a batch that is complete or gone, which is forgotten', async () => {
    expect(
      await find({ a: open, c: { status: 'completed', uploaded_at: '2026-01-31T12:00:00Z' } }),
    ).toMatchObject({
      batchId: 'a',
    });
    expect(ids()).toEqual(['a']);
  });

  test('is the newest while Argus does not answer', async () => {
    expect(await find({ c: new ApiError(0, 'unreachable', 'Argus cannot be reached.') })).toMatchObject({
      batchId: 'c',
    });
  });
});

describe('tabs of one browser', () => {
  test('upload to a batch one at a time', async () => {
    const { locks } = navigator;
    const done = Promise.withResolvers<void>();
    const first = inOneTab('a', () => done.promise, locks);
    expect(await uploadedNow(locks)).toEqual(new Set(['a']));
    await expect(inOneTab('a', async () => undefined, locks)).rejects.toThrow(/another tab/i);
    await inOneTab('b', async () => undefined, locks);
    done.resolve();
    await first;
    expect(await uploadedNow(locks)).toEqual(new Set());
  });

  test('without locks do not know of each other', async () => {
    const worked = vi.fn(async () => undefined);
    await inOneTab('a', worked, undefined);
    expect(worked).toHaveBeenCalledOnce();
    expect(await uploadedNow(undefined)).toEqual(new Set());
  });
});
