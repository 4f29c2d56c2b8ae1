import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildOnce } from '../../../stack/build-cache.ts';
import type { Progress } from '../../../stack/server.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'argus-cache-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const makesFile = async (folder: string) => writeFileSync(join(folder, 'program'), '');
const recipe = { name: 'tool', version: '1', detail: 'by hand', build: makesFile };

test('builds once for all concurrent callers', async () => {
  let builds = 0;
  const build = async (folder: string) => {
    builds++;
    await makesFile(folder);
  };
  const folders = await Promise.all([1, 2, 3].map(() => buildOnce({ ...recipe, root, build }, () => {})));
  expect(new Set(folders)).toEqual(new Set([join(root, 'tool@1')]));
  expect(builds).toBe(1);
});

test('a failed build leaves nothing that looks complete, and the next one succeeds', async () => {
  const seen: Progress['kind'][] = [];
  const build = () => Promise.reject(new Error('no compiler'));
  const failing = buildOnce({ ...recipe, root, build }, ({ kind }) => seen.push(kind));
  await expect(failing).rejects.toThrow('no compiler');
  expect(seen).toEqual(['building', 'failed']);
  const folder = await buildOnce({ ...recipe, root }, () => {});
  expect(existsSync(join(folder, 'program'))).toBe(true);
});

test('removes the leftovers of a killed build', async () => {
  mkdirSync(join(root, 'tool@1.unfinished-4711'));
  await buildOnce({ ...recipe, root }, () => {});
  expect(readdirSync(root).sort()).toEqual(['tool@1', 'tool@1.lock']);
});
