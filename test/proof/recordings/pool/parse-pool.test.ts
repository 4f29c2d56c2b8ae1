import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { queryObjects } from 'node:v8';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../../samples/mcap/sample-mcap.ts';
import { createParsePool } from '../../../../src/recordings/pool/parse-pool.ts';
import {
  NoSpareThread,
  type ParsePool,
  type SummariseInPool,
} from '../../../../src/recordings/pool/parse-pool-types.ts';
import { patienceMs } from '../../../support/patience.ts';
import { summarise } from '../../../support/recordings/summarise.ts';
import { until } from '../../../support/until.ts';

const bytes = sampleMcap({ seconds: 5 });
const sha256 = createHash('sha256').update(bytes).digest('hex');
let folder: string;
let path: string;
let pool: ParsePool;
/** Ends what hangs within seconds. A thread may take as long to start on a busy machine: what it did not read is asked for again. */
let hurried: ParsePool;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-pool-'));
  path = join(folder, 'drive.mcap');
  await writeFile(path, bytes);
  const threadFile = new URL('../../../support/recordings/poison-thread.ts', import.meta.url);
  pool = createParsePool({ threads: 1, memoryMb: 64, timeoutMs: patienceMs, threadFile });
  hurried = createParsePool({ threads: 1, memoryMb: 64, timeoutMs: 8_000, threadFile });
});

afterAll(async () => {
  await Promise.all([pool.close(), hurried.close()]);
  await rm(folder, { recursive: true });
});

const good = () => pool.summarise({ kind: 'path', path });
/** Undefined if no thread was there in time. */
const hurriedly = (named: string, options?: SummariseInPool) =>
  hurried.summarise({ kind: 'path', path: named }, options).catch((error: Error) => {
    const notBegun = error.message.startsWith('no thread could be started');
    if (!notBegun && !(error instanceof NoSpareThread && !error.begun)) throw error;
  });
const goodInTime = () =>
  until('a file to be read in time', async () => (await hurriedly(path))?.verdict.code === 'ok');

const realThread = new URL('../../../../src/recordings/pool/parse-worker-thread.ts', import.meta.url).href;

describe('a pool whose threads cannot be started', () => {
  test.each([
    ['does not parse', 'export default ('],
    ['imports what is not there', "import '../gone.ts';"],
    ['throws', "throw new Error('no memory');"],
    ['ends at once', 'process.exit(1);'],
  ])('says so if their file %s, and reads again once it is fixed', async (what, content) => {
    const file = join(folder, `${what.replaceAll(' ', '-')}.ts`);
    await writeFile(file, content);
    const broken = createParsePool({
      threads: 2,
      memoryMb: 64,
      timeoutMs: 60_000,
      threadFile: pathToFileURL(file),
    });
    try {
      const results = await Promise.allSettled(
        Array.from({ length: 5 }, () => broken.summarise({ kind: 'path', path })),
      );
      for (const result of results) {
        expect(result).toMatchObject({
          status: 'rejected',
          reason: { message: expect.stringMatching(/^no thread could be started to read the file: ./) },
        });
      }
      // Atomically: a thread that starts meanwhile must not find an empty file, which loads and exports nothing.
      await writeFile(`${file}.new`, `export { default } from ${JSON.stringify(realThread)};`);
      await rename(`${file}.new`, file);
      // Threads that were started before may still be about to fail.
      const mended = await until('a thread that starts', () =>
        broken.summarise({ kind: 'path', path }).catch(() => undefined),
      );
      expect(mended.verdict.code).toBe('ok');
    } finally {
      await broken.close();
    }
  });
});

describe('the parse pool', () => {
  test('returns what the reader returns', async () => {
    expect(await good()).toEqual(await summarise(bytes));
  });

  test('gives a verdict for a file that makes its reader hang, and continues', async () => {
    const hanging = until('a thread to begin with a file that hangs', async () => {
      const poison = await hurriedly('hang');
      if (poison?.format !== 'mcap') return false;
      expect(poison.verdict.code).toBe('parse_timeout');
      expect(poison.verdict.message).toMatch(/\.$/);
      return true;
    });
    await Promise.all([hanging, goodInTime()]);
  });

  test.each([
    ['memory', 'parse_memory', 'unknown'],
    ['exit', 'parse_crashed', 'unknown'],
    ['throw', 'parse_crashed', 'unknown'],
  ])('gives a verdict for a file that makes its reader %s, and continues', async (way, code, format) => {
    const [poison, next] = await Promise.all([pool.summarise({ kind: 'path', path: way }), good()]);
    expect(poison.verdict.code).toBe(code);
    expect(poison.format).toBe(format);
    expect(poison.verdict.message).toMatch(/\.$/);
    expect(next.verdict.code).toBe('ok');
  });

  test('verifies the bytes against the checksum of the upload', async () => {
    expect((await pool.summarise({ kind: 'path', path, sha256 })).verdict.code).toBe('ok');
    const other = await pool.summarise({
      kind: 'path',
      path,
      sha256: sha256.replace(/^./, (c) => (c === '0' ? '1' : '0')),
    });
    expect(other).toMatchObject({ verdict: { code: 'checksum_mismatch' }, format: 'mcap', message_count: 0 });
  });

  test('distinguishes a missing object from an unreachable store', async () => {
    const missing = await pool.summarise({ kind: 'path', path: `${path}.gone` });
    expect(missing.verdict.code).toBe('object_missing');
    const server = createServer((_request, response) => response.writeHead(403).end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const away = pool.summarise({ kind: 'url', url, size: 5 });
    await expect(away).rejects.toMatchObject({ code: 'source_unavailable' });
    server.close();
  });

  test('stops for a signal, running or waiting, with its reason', async () => {
    const abort = new AbortController();
    const running = pool.summarise({ kind: 'path', path: 'hang' }, { signal: abort.signal });
    const waiting = pool.summarise({ kind: 'path', path }, { signal: abort.signal });
    setTimeout(() => abort.abort(new Error('cancelled')), 100);
    await expect(running).rejects.toThrow('cancelled');
    await expect(waiting).rejects.toThrow('cancelled');
    await expect(pool.summarise({ kind: 'path', path }, { signal: abort.signal })).rejects.toThrow(
      'cancelled',
    );
    expect((await good()).verdict.code).toBe('ok');
  });

  test('holds nothing of files that were read until their time would have been over', async () => {
    const patient = createParsePool({ threads: 1, memoryMb: 64, timeoutMs: 600_000 });
    const { signal } = new AbortController();
    const read = () => patient.summarise({ kind: 'path', path }, { signal });
    try {
      await read();
      const before = queryObjects(AbortSignal, { format: 'count' });
      for (let file = 0; file < 40; file += 1) await read();
      // Counts after a collection; what finalizers give back goes with the next one.
      await until(
        'the signals of 40 files to be let go',
        () => queryObjects(AbortSignal, { format: 'count' }) < before + 10,
      );
    } finally {
      await patient.close();
    }
  });

  test('reads in a spare thread while no other work needs it, and gives it up for that', async () => {
    const spare = () => true;
    expect((await pool.summarise({ kind: 'path', path }, { spare })).verdict.code).toBe('ok');
    const abort = new AbortController();
    const busy = pool.summarise({ kind: 'path', path: 'hang' }, { signal: abort.signal });
    await expect(pool.summarise({ kind: 'path', path }, { spare })).rejects.toMatchObject({ begun: false });
    abort.abort(new Error('cancelled'));
    await expect(busy).rejects.toThrow('cancelled');

    const ahead = pool.summarise({ kind: 'path', path: 'hang' }, { spare });
    const [given, next] = await Promise.allSettled([ahead, good()]);
    expect(given).toMatchObject({ reason: { name: 'NoSpareThread', begun: true } });
    expect(next).toMatchObject({ value: { verdict: { code: 'ok' } } });
  });

  test('ends no file in a spare thread for which somebody waits meanwhile', async () => {
    const wanted = until('a thread to begin with a file that hangs', async () => {
      const summary = await hurriedly('hang', { spare: () => false });
      return summary?.format === 'mcap' && summary;
    });
    const [end] = await Promise.all([wanted, goodInTime()]);
    expect(end.verdict.code).toBe('parse_timeout');
  });
});
