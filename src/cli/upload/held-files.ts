import type { LocalFile } from '../../client/upload/local-file.ts';
import type { LeftOut } from '../files-under.ts';
import type { HeldFile } from './holdings-report.ts';
import { heldSentence } from './upload-policy.ts';

export function heldLines(held: readonly HeldFile[]): LeftOut[] {
  return held.map(({ file, why }) => ({ path: file.path, reason: heldSentence(why) }));
}

/** Those of the files that could not be sent. */
export function failedFiles(failed: readonly LeftOut[], files: readonly LocalFile[]): HeldFile[] {
  const reasons = new Map(failed.map(({ path, reason }) => [path, reason]));
  return files.flatMap((file) => {
    const note = reasons.get(file.path);
    return note === undefined ? [] : [{ file, why: 'failed' as const, note }];
  });
}
