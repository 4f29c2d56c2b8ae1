import { frameAt, isPlausibleStamp, stampAt } from './frame.ts';
import { MessageIds } from './message-ids.ts';

/** Consecutive frames after a damaged beginning that identify a telemetry log. */
const provenFrames = 3;

/**
 * Whether a file is a telemetry log. It has no magic: its first frame, or several in a row if the beginning is
 * damaged, have a plausible time and the checksum of a known message.
 */
export function beginsWithFrames(head: Uint8Array): boolean {
  const ids = new MessageIds();
  if (intactFrames(head, 0, ids) >= 1) return true;
  for (let at = 1; at < head.length; at += 1) if (intactFrames(head, at, ids) >= provenFrames) return true;
  return false;
}

/**
 * How many frames follow each other from `at` on, of which only the first few are examined; at least one has a known
 * checksum.
 */
function intactFrames(head: Uint8Array, from: number, ids: MessageIds): number {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  let at = from;
  let sound = 0;
  for (let count = 0; count < provenFrames; count += 1) {
    const frame = frameAt(head, at, head.length);
    if (!frame || !isPlausibleStamp(stampAt(view, at))) break;
    if (ids.isSound(head, frame)) sound += 1;
    at += frame.size;
  }
  return sound;
}
