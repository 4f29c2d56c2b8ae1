import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBatchJournal } from '../../../../src/cli/upload/batch-journal.ts';

const batchId = '01a227e4-1173-765d-8ed4-ecd1ebe7fc39';
const fileId = '01a227e4-1173-765d-8ed4-ecd1ebe7fc40';
const file = (name: string) => ({
  path: `/d/${name}`,
  name,
  size: 5,
  mtime: '1795965584118176608',
  sha256: 'a'.repeat(64),
});

let folder: string;
let path: string;
let warnings: string[];
const open = () => openBatchJournal(path, (line) => warnings.push(line));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-journal-'));
  path = join(folder, 'uploads/one.jsonl');
  warnings = [];
});
afterEach(() => rm(folder, { recursive: true }));

async function written(): Promise<string> {
  const journal = await open();
  await journal.noteIntent();
  await journal.noteBatch(batchId);
  for (const name of ['a', 'b', 'c']) {
    await journal.noteDigest(file(name));
    await journal.noteStored({ ...file(name), file_id: fileId });
  }
  await journal.noteDropped('b');
  await journal.noteDigest(file('d'));
  return journal.memory.key;
}

test('another process finds what the last one has noted', async () => {
  const key = await written();
  const { memory } = await open();
  expect(memory).toMatchObject({ key, batchId });
  expect([...memory.stored.keys()]).toEqual(['a', 'c']);
  expect([...memory.digests.keys()]).toEqual(['/d/d']);
  expect(memory.digests.get('/d/d')).toEqual({
    size: 5,
    mtime: '1795965584118176608',
    sha256: 'a'.repeat(64),
  });
  expect(warnings).toEqual([]);
});

test('wherever a process is killed while it writes: what stands before is kept, and the next one goes on', async () => {
  const key = await written();
  const whole = await readFile(path);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (length) => {
      await writeFile(path, whole.subarray(0, length));
      const next = await open();
      const lines = whole.subarray(0, length).toString().split('\n').length - 1;
      expect(next.memory.key === key).toBe(lines > 0);
      await next.noteStored({ ...file('z'), file_id: fileId });
      const { memory } = await open();
      expect(memory.key).toBe(next.memory.key);
      expect([...memory.stored.keys()]).toEqual([...next.memory.stored.keys()]);
      expect(memory.stored.has('z')).toBe(true);
    }),
    { numRuns: 60 },
  );
  expect(warnings).toEqual([]);
});

test.for([
  'no json\n',
  '{"event":"begun","version":2,"key":"k"}\n',
  '{"event":"batch","batch_id":"x"}\n',
  '\0\0\0\n',
])('a journal with %j in it is put aside, and begun anew', async (damage) => {
  const key = await written();
  await writeFile(path, damage + (await readFile(path, 'utf8')));
  const { memory } = await open();
  expect(memory.batchId).toBeUndefined();
  expect(memory.key).not.toBe(key);
  expect(warnings).toEqual([expect.stringContaining('is damaged (line 1) and was put aside as')]);
  expect(await readdir(join(folder, 'uploads'))).toEqual([expect.stringMatching(/^one\.jsonl\.damaged-/)]);
});

test('of a journal that is damaged further on, what stands before is kept', async () => {
  const key = await written();
  await writeFile(path, `${await readFile(path, 'utf8')}\0\0\0\n{}\n`);
  const { memory } = await open();
  expect(warnings).toHaveLength(1);
  expect(memory).toMatchObject({ key, batchId });
  expect([...memory.stored.keys()]).toEqual(['a', 'c']);
  expect((await open()).memory.key).toBe(key);
  expect(warnings).toHaveLength(1);
});

test('after its end the journal is gone, and the next batch has another key', async () => {
  const key = await written();
  const journal = await open();
  await journal.startAnew();
  expect(await readdir(join(folder, 'uploads'))).toEqual([]);
  expect(journal.memory).toMatchObject({ batchId: undefined });
  expect(journal.memory.key).not.toBe(key);
});
