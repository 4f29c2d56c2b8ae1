import { describe, expect, test, vi } from 'vitest';
import { BatchUpload, type BatchUploadDeps } from '../../../console/src/lib/upload/batch-upload.ts';
import { addChosen, type ChosenFile } from '../../../console/src/lib/upload/chosen-files.ts';
import { itemsToShow } from '../../../console/src/lib/upload/items-to-show.ts';
import type { SendOptions } from '../../../console/src/lib/upload/send-file.ts';
import { ApiError } from '../../../src/client/api-error.ts';
import { until } from '../../support/until.ts';

const chosen = (path: string, size = 10): ChosenFile => ({
  path,
  size,
  file: new File([new Uint8Array(size)], path),
});
const gone = () => new ApiError(404, 'not_found', 'There is no such upload.');
const cut = () => new ApiError(0, 'unreachable', 'Argus cannot be reached.');
const refused = () => new ApiError(413, 'too_large', 'The file is too large.');

type Send = (path: string, options: SendOptions) => Promise<void>;

function uploadOf(files: ChosenFile[], send: Send, stored: ReadonlyMap<string, number> = new Map()) {
  const urls = new Map<string, string>();
  const deps: BatchUploadDeps = {
    endpoint: '/uploads',
    send: ({ path }, options) => send(path, options),
    urlOf: ({ path }) => urls.get(path),
    keepUrl: ({ path }, url) => (url === undefined ? urls.delete(path) : urls.set(path, url)),
    onChange: () => undefined,
  };
  return { upload: new BatchUpload(files, stored, deps), urls };
}
const states = (upload: BatchUpload) => upload.items.map(({ state }) => state);

test('sends what is not stored yet, and counts the rest as there', async () => {
  const sent: string[] = [];
  const { upload } = uploadOf(
    [chosen('a', 4), chosen('b', 6), chosen('c', 5)],
    async (path, { onSent }) => {
      sent.push(path);
      onSent(6);
    },
    new Map([
      ['a', 4],
      ['c', 99],
    ]),
  );
  expect(upload.totals(0)).toMatchObject({ files: 1, totalFiles: 3, bytes: 4, totalBytes: 15 });
  await upload.run();
  expect(sent).toEqual(['b', 'c']);
  expect(states(upload)).toEqual(['stored', 'stored', 'stored']);
  expect(upload.totals(Date.now())).toMatchObject({ files: 3, bytes: 15 });
  expect(upload.running).toBe(false);
});

test('never sends more than three at a time', async () => {
  let most = 0;
  let now = 0;
  const files = Array.from({ length: 10 }, (_, index) => chosen(`f${index}`));
  const { upload } = uploadOf(files, async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
  });
  await upload.run();
  expect(most).toBe(3);
});

describe('a link that breaks', () => {
  test('goes on with the upload that was begun', async () => {
    vi.useFakeTimers();
    const seen: (string | undefined)[] = [];
    const { upload, urls } = uploadOf([chosen('a')], async (_, { url, onBegun, onSent }) => {
      seen.push(url);
      if (seen.length === 1) {
        onBegun('/uploads/1');
        onSent(4);
        throw cut();
      }
      onSent(10);
    });
    const done = upload.run();
    await vi.waitFor(() => expect(upload.items[0]?.problem).toBe('Argus cannot be reached.'));
    await vi.runAllTimersAsync();
    await done;
    vi.useRealTimers();
    expect(seen).toEqual([undefined, '/uploads/1']);
    expect(states(upload)).toEqual(['stored']);
    expect(upload.items[0]?.problem).toBeUndefined();
    expect(urls.size).toBe(0);
  });

  test('begins anew where the upload was given up', async () => {
    const seen: (string | undefined)[] = [];
    const { upload, urls } = uploadOf([chosen('a')], async (_, { url }) => {
      seen.push(url);
      if (url !== undefined) throw gone();
    });
    urls.set('a', '/uploads/old');
    await upload.run();
    expect(seen).toEqual(['/uploads/old', undefined]);
    expect(states(upload)).toEqual(['stored']);
  });
});

test('a refusal fails that file alone, and it can be tried again', async () => {
  let refuses = true;
  const { upload } = uploadOf([chosen('a'), chosen('b')], async (path) => {
    if (path === 'a' && refuses) throw refused();
  });
  await upload.run();
  expect(states(upload)).toEqual(['failed', 'stored']);
  expect(upload.items[0]?.problem).toBe('The file is too large.');
  refuses = false;
  await upload.run();
  expect(states(upload)).toEqual(['stored', 'stored']);
});

test('a batch that is gone is a failure', async () => {
  const { upload } = uploadOf([chosen('a')], async () => {
    throw gone();
  });
  await upload.run();
  expect(states(upload)).toEqual(['failed']);
});

test('what is stopped waits, and goes on where it stood', async () => {
  const seen: (string | undefined)[] = [];
  const { upload } = uploadOf([chosen('a'), chosen('b')], (_, { url, onBegun, signal }) => {
    seen.push(url);
    if (url !== undefined) return Promise.resolve();
    onBegun(`/uploads/${seen.length}`);
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  });
  const run = upload.run();
  expect(upload.running).toBe(true);
  await until('two to be on their way', () => seen.length === 2);
  upload.stop();
  await run;
  expect(states(upload)).toEqual(['waiting', 'waiting']);
  await upload.run();
  expect(states(upload)).toEqual(['stored', 'stored']);
  expect(seen).toEqual([undefined, undefined, '/uploads/1', '/uploads/2']);
});

test('files chosen again replace those of the same path; empty ones are left out', () => {
  const first = [chosen('cam0/a', 3), chosen('cam1/a', 3)];
  const { files, empty } = addChosen(first, [chosen('cam0/a', 5), chosen('b', 0)]);
  expect(files.map(({ path, size }) => [path, size])).toEqual([
    ['cam0/a', 5],
    ['cam1/a', 3],
  ]);
  expect(empty).toBe(1);
});

test('the list shows what needs attention first, and not everything', () => {
  const items = Array.from({ length: 300 }, (_, index) => ({
    ...chosen(`f${index}`),
    state: index === 250 ? ('failed' as const) : ('stored' as const),
    sent: 0,
    problem: undefined,
  }));
  const shown = itemsToShow(items);
  expect(shown[0]?.path).toBe('f250');
  expect(shown).toHaveLength(200);
});
