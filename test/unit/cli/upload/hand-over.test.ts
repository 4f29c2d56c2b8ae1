import { mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claim } from '../../../../src/cli/upload/claim.ts';
import { mendingOf } from '../../../../src/cli/upload/complete-batch.ts';
import { deleteFiles } from '../../../../src/cli/upload/delete-files.ts';
import { checkAgainst } from '../../../../src/cli/upload/receipt-check.ts';

const sha256 = 'a'.repeat(64);
const fileId = (index: number) => `01a227e4-1173-765d-8ed4-ecd1ebe7fc4${index}`;
const stored = (index: number) => ({
  path: `/d/${index}`,
  name: `${index}`,
  size: 5,
  mtime: '7',
  sha256,
  file_id: fileId(index),
});

test('safe is what the receipt names with the size and the digest that the file had here', () => {
  const entry = (index: number) => ({ file_id: fileId(index), path: `${index}`, size: 5, sha256 });
  const receipt = {
    version: 1 as const,
    batch_id: fileId(9),
    vehicle_id: 'v',
    vin: 'v',
    completed_at: '',
    issued_at: '',
    files: [entry(1), { ...entry(2), sha256: 'b'.repeat(64) }, { ...entry(3), size: 6 }],
    not_safe: [{ file_id: fileId(4), path: '4', reason: 'lost' as const }],
  };
  const { safe, unsafe } = checkAgainst(receipt, [1, 2, 3, 4, 5].map(stored));
  expect(safe.map(({ name }) => name)).toEqual(['1']);
  expect(unsafe.map(({ name }) => name)).toEqual(['2', '3', '4', '5']);
});

describe('deletion', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'argus-delete-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('goes by size and time as they were; links, and what changed or is gone, are left alone', async () => {
    for (const name of ['same', 'grown', 'touched', 'target']) await writeFile(join(folder, name), 'drive');
    await symlink('target', join(folder, 'link'));
    const files = await Promise.all(
      ['same', 'grown', 'touched', 'link'].map(async (name) => {
        const path = join(folder, name);
        const { mtimeNs } = await stat(path, { bigint: true });
        return { ...stored(1), path, mtime: String(mtimeNs) };
      }),
    );
    await writeFile(join(folder, 'grown'), 'drives');
    const touched = files.map((file) => (file.path.endsWith('touched') ? { ...file, mtime: '1' } : file));
    const { kept, ...deleted } = await deleteFiles([
      ...touched,
      { ...stored(1), path: join(folder, 'gone') },
    ]);
    expect(deleted).toEqual({ files: 1, bytes: 5 });
    expect(kept).toEqual([
      { path: join(folder, 'grown'), reason: 'it changed after it was sent' },
      { path: join(folder, 'touched'), reason: 'it changed after it was sent' },
      { path: join(folder, 'link'), reason: 'it was reached by a link' },
    ]);
    expect((await readdir(folder)).sort()).toEqual(['grown', 'link', 'target', 'touched']);
  });
});

test('a manifest that does not fit is mended: older versions go, what others have added stays', () => {
  const extra = { size: 1, sha256 };
  const mismatch = {
    missing: [{ path: 'm' }],
    different: [{ path: 'd', file_id: fileId(1) }],
    superfluous: [
      { ...extra, path: 'old', file_id: fileId(2) },
      { ...extra, path: 'other', file_id: fileId(3) },
    ],
  };
  const names = new Set(['m', 'd', 'old']);
  const adopt = [{ ...extra, path: 'other' }];
  expect(mendingOf(mismatch, names, true)).toEqual({
    remove: [fileId(1), fileId(2)],
    resend: ['m', 'd'],
    adopt,
  });
  // In a batch of somebody else nothing is removed.
  expect(mendingOf(mismatch, names, false)).toBeUndefined();
  const harmless = { missing: [], different: [], superfluous: mismatch.superfluous.slice(1) };
  expect(mendingOf(harmless, names, false)).toEqual({ remove: [], resend: [], adopt });
});

test.runIf(process.platform === 'linux')('one process at a time uploads the same files', async () => {
  const what = join(tmpdir(), 'argus-claim-test');
  await claim(what);
  await expect(claim(what)).rejects.toThrow('another argus on this machine uploads these files already');
});
