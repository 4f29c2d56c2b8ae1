import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../../samples/mcap/sample-mcap.ts';
import { createParsePool } from '../../../../src/recordings/pool/parse-pool.ts';
import type { ParseRequest } from '../../../../src/recordings/pool/parse-request.ts';
import parseFile, { unpackFile } from '../../../../src/recordings/pool/parse-worker-thread.ts';
import { createSharedFormat } from '../../../../src/recordings/pool/shared-format.ts';
import type { FileSummary } from '../../../../src/recordings/summary/file-summary.ts';
import { summarise } from '../../../support/recordings/summarise.ts';

const bytes = sampleMcap({ seconds: 20, bytes: 36e6, compression: 'zstd' });
const sha256 = createHash('sha256').update(bytes).digest('hex');
const threadModule = new URL('../../../../src/recordings/pool/parse-worker-thread.ts', import.meta.url);
let folder: string;
let path: string;
let server: Server;
let url: string;
let alone: FileSummary;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-second-'));
  path = join(folder, 'drive.mcap');
  await writeFile(path, bytes);
  server = createServer((request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const range = { 'content-range': `bytes ${from}-${bytes.byteLength - 1}/${bytes.byteLength}` };
    response.writeHead(from === 0 ? 200 : 206, {
      ...(from > 0 && range),
      'content-length': bytes.byteLength - from,
    });
    response.end(bytes.subarray(from));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  alone = await summarise(bytes);
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const requests = () =>
  [
    ['a file', { kind: 'path', path }],
    ['an object', { kind: 'url', url, size: bytes.byteLength }],
  ] satisfies [string, ParseRequest][];

describe('a large file and an idle thread', () => {
  test.each([
    ['a file', 0],
    ['an object', 1],
  ])('%s is read once, by both, with the same result', async (_, index) => {
    const request = { ...(requests()[index]?.[1] as ParseRequest), sha256 };
    const { port1, port2 } = new MessageChannel();
    const bytesRead = new BigInt64Array(new SharedArrayBuffer(8));
    const ahead = { port: port1, ended: new Int32Array(new SharedArrayBuffer(4)) };
    const [result] = await Promise.all([
      parseFile({ request, format: createSharedFormat(), bytesRead, ahead }),
      unpackFile({ request, bytesRead, port: port2 }),
    ]);
    expect(result).toEqual({ ok: true, summary: alone });
    // Besides it, the ends are read, which prefetch from a store.
    expect(Number(bytesRead[0])).toBeLessThan(1.6 * bytes.byteLength);
  });

  test('gives what one thread gives, also if the bytes are not those that were uploaded', async () => {
    const pool = createParsePool({ threads: 2, memoryMb: 256, timeoutMs: 120_000 });
    try {
      for (const [, request] of requests()) {
        expect(await pool.summarise({ ...request, sha256 })).toEqual(alone);
        const other = { ...request, sha256: sha256.replace(/^./, (c) => (c === '0' ? '1' : '0')) };
        expect((await pool.summarise(other)).verdict.code).toBe('checksum_mismatch');
      }
      const both = await Promise.all(requests().map(([, request]) => pool.summarise(request)));
      expect(both).toEqual([alone, alone]);
      const gone = await pool.summarise({ kind: 'path', path: `${path}.gone` });
      expect(gone.verdict.code).toBe('object_missing');
    } finally {
      await pool.close();
    }
  });

  test.each([
    [
      'finds no file',
      "export const unpackFile = (task) => inner({ ...task, request: { kind: 'path', path: '/' } });",
    ],
    ['dies', 'export const unpackFile = () => process.exit(3);'],
    [
      'dies later',
      'export const unpackFile = (task) => (setTimeout(() => process.exit(3), 20), inner(task));',
    ],
  ])('is read by one thread if the other %s', async (what, unpack) => {
    const file = join(folder, `${what.replaceAll(' ', '-')}.ts`);
    const real = JSON.stringify(threadModule.href);
    const lines = [`import read, { unpackFile as inner } from ${real};`, 'export default read;', unpack];
    await writeFile(file, `${lines.join('\n')}\nvoid inner;\n`);
    const pool = createParsePool({
      threads: 2,
      memoryMb: 256,
      timeoutMs: 120_000,
      threadFile: pathToFileURL(file),
    });
    try {
      expect(await pool.summarise({ kind: 'path', path, sha256 })).toEqual(alone);
    } finally {
      await pool.close();
    }
  });
});
