import type { PassedOver } from '../traces/passed-over.ts';
import { messageHeaderSize, types } from './messages.ts';

/** Messages of one logger are written within a few seconds of their stamps; further ahead, another has to agree. */
const maxAheadUs = 10e6;

/** Messages behind one that are looked at. */
const lookedAt = 16;

/** A stamp in the data of a topic, in microseconds; undefined where it has none. */
export type StampAt = (id: number, view: DataView, data: number, size: number) => number | undefined;

/**
 * Whether a stamp is far ahead of the log around it, as that of a plan for later: none of the messages that follow, of any
 * other topic, comes near. At the end of the log nothing follows that could contradict. `next` is where the following message
 * begins, `end` where the bytes at hand do.
 */
export function isLoneStamp(
  { stamp, last, id }: { stamp: number; last: number; id: number },
  view: DataView,
  next: number,
  end: number,
  stampAt: StampAt,
): boolean {
  if (stamp <= last + maxAheadUs) return false;
  let others = 0;
  let at = next;
  for (let i = 0; i < lookedAt && at + messageHeaderSize + 2 <= end; i += 1) {
    const size = view.getUint16(at, true);
    const content = at + messageHeaderSize;
    if (content + size > end) break;
    const other = view.getUint16(content, true);
    if (view.getUint8(at + 2) === types.data && size >= 2 && other !== id) {
      const time = stampAt(other, view, content + 2, size - 2);
      if (time !== undefined && time >= stamp - maxAheadUs) return false;
      if (time !== undefined && time >= last) others += 1;
    }
    at = content + size;
  }
  return others > 0;
}

/** What the log line about messages that count at another time than their own calls them. */
export function noteLoneStamp(later: PassedOver, topic: string): void {
  later.count(`time of a message of ${topic}, far ahead of the log around it`);
}
