import type { PassedOver } from '../traces/passed-over.ts';
import { messageHeaderSize, types } from './messages.ts';

/**
 * Messages of one logger are written within a few seconds of their timestamps; if one is further ahead, another must
 * agree.
 */
const maxAheadUs = 10e6;

/** Number of following messages that are examined. */
const lookedAt = 16;

/** A timestamp in the data of a topic, in microseconds; undefined if it has none. */
export type StampAt = (id: number, view: DataView, data: number, size: number) => number | undefined;

/**
 * Whether a timestamp is far ahead of the surrounding log, such as that of a plan for later: none of the messages
 * that follow, of any other topic, comes near. At the end of the log nothing follows that could contradict it. `next`
 * is where the following message begins, `end` where the available bytes end.
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

/** The name, in the log line, of messages that are counted at another time than their own. */
export function noteLoneStamp(later: PassedOver, topic: string): void {
  later.count(`time of a message of ${topic}, far ahead of the log around it`);
}
