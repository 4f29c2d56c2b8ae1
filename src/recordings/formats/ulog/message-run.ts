import type { ByteReader } from '../../bytes/byte-reader.ts';
import { maybeLaterType, messageHeaderSize, types } from './messages.ts';
import { isPlausibleMessage } from './plausible.ts';

/** Number of consecutive plausible messages after damage from which reading continues. */
export const provenRun = 4;

/**
 * Whether messages follow each other from `start` of the window, within the `section` of the file (bytes from the
 * reader's position). A sync message suffices; of other known ones several in a row are required, or as many as there
 * are to the end. `before`: how many of the run precede `start`. Messages of later versions between them neither
 * prove nor disprove anything.
 */
export function startsRun(reader: ByteReader, start: number, section: number, before = 0): boolean {
  let at = start;
  for (let run = before; run < provenRun; run += 1) {
    for (let end = laterMessageEnd(reader, at, section); end >= 0; end = laterMessageEnd(reader, at, section))
      at = end;
    if (at > start && at === reader.remaining) return run > 0;
    if (!isPlausibleMessage(reader, at, section)) return false;
    if (reader.u8(at + 2) === types.sync) return true;
    at += messageHeaderSize + reader.u16(at);
    if (at === reader.remaining) return run > 0;
  }
  return true;
}

/** Where a message at `at` of the window ends that may belong to a later version; -1 if there is none in the window. */
export function laterMessageEnd(reader: ByteReader, at: number, section: number): number {
  const limit = Math.min(section, reader.available);
  if (at + messageHeaderSize > limit || !maybeLaterType(reader.u8(at + 2))) return -1;
  const end = at + messageHeaderSize + reader.u16(at);
  return end > limit ? -1 : end;
}
