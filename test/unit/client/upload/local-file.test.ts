import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  assertUnchanged,
  digestFile,
  FileChanged,
  identityOf,
} from '../../../../src/client/upload/local-file.ts';

const bytes = randomBytes(200_000);
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-local-file-'));
  path = join(folder, 'a.bin');
  await writeFile(path, bytes);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const looked = async () => ({ path, name: 'a.bin', ...(await identityOf(path)) });

test('the digest is that of the whole file, also of an empty one', async () => {
  expect(await digestFile(await looked())).toBe(createHash('sha256').update(bytes).digest('hex'));
  await writeFile(path, '');
  expect(await digestFile(await looked())).toBe(createHash('sha256').digest('hex'));
});

test.for([
  ['has grown from 200000 to 200004 bytes: something still writes to it', () => appendFile(path, 'more')],
  ['has shrunk from 200000 to 5 bytes', () => truncate(path, 5)],
  ['was modified meanwhile', () => utimes(path, 1, 1)],
  ['was removed meanwhile', () => rm(path)],
] as const)('a file that %s is named', async ([how, change]) => {
  const file = await looked();
  await assertUnchanged(file);
  await change();
  const error = await assertUnchanged(file).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FileChanged);
  expect(error).toMatchObject({ path, message: `${path} ${how}` });
});

test('a file that changes while it is read has no digest', async () => {
  const file = await looked();
  await truncate(path, 100);
  await expect(digestFile(file)).rejects.toThrow(`${path} has shrunk from 200000 to 100 bytes`);
});
