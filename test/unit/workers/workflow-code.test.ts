import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fingerprintOf } from '../../../src/workers/workflow-code.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-fingerprint-'));
  await mkdir(join(folder, 'inner/deep'), { recursive: true });
  await writeFile(join(folder, 'outer.ts'), 'a');
  await writeFile(join(folder, 'inner/deep/one.ts'), 'b');
});
afterAll(() => rm(folder, { recursive: true }));

test('the fingerprint of workflow sources changes with a file in a subfolder', async () => {
  const before = await fingerprintOf(folder);
  expect(await fingerprintOf(folder)).toBe(before);
  await writeFile(join(folder, 'inner/deep/one.ts'), 'c');
  const changed = await fingerprintOf(folder);
  expect(changed).not.toBe(before);
  await writeFile(join(folder, 'inner/two.ts'), '');
  expect(await fingerprintOf(folder)).not.toBe(changed);
});
