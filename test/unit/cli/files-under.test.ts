import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesUnder, leftOutLines } from '../../../src/cli/files-under.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-files-'));
  await mkdir(join(folder, 'drive/cam'), { recursive: true });
  await writeFile(join(folder, 'drive/b.mcap'), 'b');
  await writeFile(join(folder, 'drive/cam/a.mcap'), 'a');
});
afterEach(() => rm(folder, { recursive: true }));

const at = (...names: string[]) => names.map((name) => join(folder, name));

test('links to files and folders are followed, also in a circle', async () => {
  await symlink(join(folder, 'drive'), join(folder, 'link'));
  await symlink('..', join(folder, 'drive/cam/up'));
  const { files, leftOut } = await filesUnder(at('link'));
  expect(files).toEqual(at('link/b.mcap', 'link/cam/a.mcap'));
  expect(leftOut).toEqual([]);
});

test('paths that overlap count each file once', async () => {
  await symlink(join(folder, 'drive/b.mcap'), join(folder, 'drive/cam/same.mcap'));
  const { files } = await filesUnder(at('drive', 'drive/cam', 'drive/b.mcap', 'drive'));
  expect(files).toHaveLength(2);
});

test('what is left out is named with the reason', async () => {
  await symlink('nowhere', join(folder, 'drive/broken'));
  await symlink('self', join(folder, 'drive/self'));
  const { files, leftOut } = await filesUnder(at('drive'));
  expect(files).toHaveLength(2);
  expect(leftOutLines(leftOut).split('\n').sort().slice(1)).toEqual([
    `left out: ${join(folder, 'drive/broken')} (a broken symbolic link)`,
    `left out: ${join(folder, 'drive/self')} (a symbolic link to itself)`,
  ]);
});

test('what is there and tells nothing of itself is unread; a link to nowhere is not', async () => {
  await symlink('nowhere', join(folder, 'drive/broken'));
  // As in a folder that may be listed and not entered: `stat` fails, and not because there is nothing.
  await symlink('b.mcap/inside', join(folder, 'drive/closed.mcap'));
  const { leftOut } = await filesUnder(at('drive'));
  expect(leftOut.map(({ path, isUnread }) => [path, isUnread]).sort()).toEqual([
    [join(folder, 'drive/broken'), undefined],
    [join(folder, 'drive/closed.mcap'), true],
  ]);
});

test('a path that is not there, and a folder without files, are a sentence', async () => {
  const ending = 'usage';
  await expect(filesUnder(at('none'))).rejects.toMatchObject({
    ending,
    message: expect.stringContaining('no such'),
  });
  await mkdir(join(folder, 'empty'));
  await expect(filesUnder(at('empty'))).rejects.toMatchObject({ ending });
});
