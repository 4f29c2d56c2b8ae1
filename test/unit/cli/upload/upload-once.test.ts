import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LeftOut } from '../../../../src/cli/files-under.ts';
import type { PreparedUpload } from '../../../../src/cli/upload/prepare-upload.ts';
import { uploadOnce } from '../../../../src/cli/upload/upload-once.ts';
import type { UploadOptions } from '../../../../src/cli/upload/upload-options.ts';
import type { UploadView } from '../../../../src/cli/upload/upload-view.ts';
import { everythingNow } from '../../../../src/cli/upload/wishes.ts';
import type { ArgusClient } from '../../../../src/client/client.ts';

let before: typeof process.exitCode;
beforeEach(() => {
  before = process.exitCode;
});
afterEach(() => {
  process.exitCode = before;
});

/** A run that finds nothing to send. */
async function uploadWith(leftOut: LeftOut[]): Promise<void> {
  const none = async () => undefined;
  const prepared = {
    job: { memory: { stored: new Map() }, settle: none, send: async () => [] },
    find: async () => ({ files: [], leftOut, nameOf: () => undefined }),
    vehicleSide: { hear: async () => everythingNow, answer: none, report: none },
    plan: async () => ({ send: [], stored: [], outdated: [], delivered: [], held: [] }),
    known: () => [],
  } as unknown as PreparedUpload;
  const ignore = () => undefined;
  const view = { note: ignore, add: ignore, stored: ignore, end: ignore } as unknown as UploadView;
  await uploadOnce({} as ArgusClient, prepared, ['drive'], {} as UploadOptions, view);
}

test('a recording that may not be read lets the command end with 1', async () => {
  process.exitCode = undefined;
  await uploadWith([{ path: 'drive/broken', reason: 'a broken symbolic link' }]);
  expect(process.exitCode).toBeUndefined();
  await uploadWith([{ path: 'drive/a.mcap', reason: 'permission denied', isUnread: true }]);
  expect(process.exitCode).toBe(1);
});
