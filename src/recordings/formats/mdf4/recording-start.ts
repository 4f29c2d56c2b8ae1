import { startsWith } from '../../bytes/file-head.ts';
import { idBlockSize } from './blocks.ts';

/** id_file and the major version in id_vers (ASAM MDF 4.1, ID block); older versions have other blocks. */
const magics = ['MDF     4.', 'UnFinMF 4.'];

export function isMdf4(head: Uint8Array): boolean {
  return magics.some((magic) => startsWith(head, magic));
}

/** An ID block and the letters of the HD block after it. */
export const recordingStartBytes = idBlockSize + 4;

/** The first place from `from` on where another recording begins, completely within `bytes`; -1 if none does. */
export function findRecordingStart(bytes: Buffer, from = 0): number {
  for (let at = bytes.indexOf('##HD', from + idBlockSize); at >= 0; at = bytes.indexOf('##HD', at + 4)) {
    if (isMdf4(bytes.subarray(at - idBlockSize))) return at - idBlockSize;
  }
  return -1;
}
