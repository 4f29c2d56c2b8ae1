import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findRecordings } from '../../../../src/cli/upload/find-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-find-'));
  for (const name of ['drive/cam0', 'drive/.state', 'other'])
    await mkdir(join(folder, name), { recursive: true });
  for (const name of ['drive/cam0/a.mcap', 'drive/.state/journal', 'other/b.mcap'])
    await writeFile(join(folder, name), 'x');
  await symlink('../other', join(folder, 'drive/link'));
});
afterEach(() => rm(folder, { recursive: true }));

const names = async (...paths: string[]) => {
  const state = join(folder, 'drive/.state');
  const found = await findRecordings(
    paths.map((path) => join(folder, path)),
    state,
    false,
  );
  return { ...found, names: found.files.map(({ name }) => name) };
};

test('files are named from the folder that was given, whatever else is in it; the state is not a recording', async () => {
  const whole = await names('drive');
  expect(whole.names).toEqual(['cam0/a.mcap', 'link/b.mcap']);
  expect((await names('drive/cam0')).names).toEqual(['a.mcap']);
  expect((await names('drive/cam0/a.mcap')).names).toEqual(['a.mcap']);
  expect((await names('drive/cam0', 'other')).names).toEqual(['drive/cam0/a.mcap', 'other/b.mcap']);
  expect(whole.nameOf(join(folder, 'drive/cam0/gone.mcap'))).toBe('cam0/gone.mcap');
  expect(whole.nameOf(join(folder, 'other/b.mcap'))).toBeUndefined();
});
