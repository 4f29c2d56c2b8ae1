import { frameAt } from './frame.ts';
import { MessageIds } from './message-ids.ts';

/** Frames in a row, with right checksums, that are no coincidence. */
const provenFrames = 3;
/** A telemetry log has a stamp in front of each frame; the place of one that is not there. */
const stampBytes = 8;

/** Whether a file is MAVLink as it came over the link, as MAVProxy writes it (`.tlog.raw`): frames without times. */
export function isBareMavlink(head: Uint8Array): boolean {
  const ids = new MessageIds();
  let at = 0;
  for (let count = 0; count < provenFrames; count += 1) {
    const bytes = new Uint8Array(stampBytes + 300);
    bytes.set(head.subarray(at, at + 300), stampBytes);
    const frame = frameAt(bytes, 0, bytes.length);
    if (!frame || !ids.isSound(bytes, frame)) return false;
    at += frame.size - stampBytes;
  }
  return true;
}
