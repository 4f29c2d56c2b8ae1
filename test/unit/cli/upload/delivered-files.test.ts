import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDeliveredFiles } from '../../../../src/cli/upload/delivered-files.ts';

const batch_id = '01a227e4-1173-765d-8ed4-ecd1ebe7fc39';
let folder: string;
const open = () => openDeliveredFiles(join(folder, 'delivered.jsonl'), () => undefined);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-delivered-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file that was handed over is known while it is as it was', async () => {
  const file = { path: '/d/a', size: 5, mtime: '7', batch_id };
  await (await open()).add([file]);
  const delivered = await open();
  expect(delivered.find(file)).toEqual(file);
  expect(delivered.find({ ...file, size: 6 })).toBeUndefined();
  expect(delivered.find({ ...file, mtime: '8' })).toBeUndefined();
  expect(delivered.find({ ...file, path: '/d/b' })).toBeUndefined();
});

test('what is no longer on the disk is forgotten in the end', async () => {
  const there = join(folder, 'there');
  await writeFile(there, '');
  const gone = Array.from({ length: 1_000 }, (_, index) => join(folder, `gone-${index}`));
  await (await open()).add([...gone, there].map((path) => ({ path, size: 0, mtime: '7', batch_id })));
  expect((await open()).find({ path: there, size: 0, mtime: '7' })).toBeDefined();
  expect(await readFile(join(folder, 'delivered.jsonl'), 'utf8')).toBe(
    `${JSON.stringify({ path: there, size: 0, mtime: '7', batch_id })}\n`,
  );
});
