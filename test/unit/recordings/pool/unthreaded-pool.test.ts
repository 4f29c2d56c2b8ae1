import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../../../samples/mcap/sample-mcap.ts';
import { pathSource } from '../../../../src/recordings/bytes/sources/path-source.ts';
import { createUnthreadedPool } from '../../../../src/recordings/pool/unthreaded-pool.ts';
import { summariseFile } from '../../../../src/recordings/summarise-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-unthreaded-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a file is summarised as without a pool', async () => {
  const path = join(folder, 'a.mcap');
  await writeFile(path, sampleMcap({ seconds: 5 }));
  const pool = createUnthreadedPool();
  const summary = await pool.summarise({ kind: 'path', path });
  await pool.close();
  expect(summary.verdict.code).toBe('ok');
  expect(summary).toEqual(await summariseFile(await pathSource(path)));
});

test('unreadable files are reported as by threads', async () => {
  const pool = createUnthreadedPool();
  const url = 'http://127.0.0.1:1/none';
  await expect(pool.summarise({ kind: 'url', url, size: 10 })).rejects.toThrow(
    expect.objectContaining({ name: 'SourceError', code: 'source_unavailable' }),
  );
});

test('a file that crashes the reader gets a verdict', async () => {
  const pool = createUnthreadedPool();
  const path = join(folder, 'b.mcap');
  await writeFile(path, 'bytes');
  const { verdict } = await pool.summarise({ kind: 'path', path, databases: [null as never] });
  expect(verdict.code).toBe('parse_crashed');
});
