import type { TimeHalves } from '../../meaning/can/time-halves.ts';
import type { TraceBuses } from '../traces/trace-buses.ts';
import { objectTypes } from './objects.ts';

/** The error on a LIN bus that each type of object stands for. */
const errors = new Map<number, string>([
  [objectTypes.linCrcError, 'checksum error'],
  [objectTypes.linReceiveError, 'receive error'],
  [objectTypes.linSendError, 'no answer to a header'],
  [objectTypes.linSlaveTimeout, 'slave timeout'],
  [objectTypes.linSyncError, 'synchronisation error'],
  [objectTypes.linSendError2, 'no answer to a header'],
  [objectTypes.linSyncError2, 'synchronisation error'],
  [objectTypes.linCrcError2, 'checksum error'],
  [objectTypes.linReceiveError2, 'receive error'],
]);

/** Errors that name no frame. */
const withoutId: ReadonlySet<number> = new Set([
  objectTypes.linSlaveTimeout,
  objectTypes.linSyncError,
  objectTypes.linSyncError2,
]);

/** A LIN 2.x event begins with time (64 bits) and bit rate (32) before the channel; frames continue with the break. */
const event2 = { channel: 12, size: 16, id: 37, length: 38, head: 40 } as const;

/** Reads objects of LIN buses; false when an object is too short for its fields, undefined when it is of another kind. */
export function readLinObject(
  type: number,
  view: DataView,
  at: number,
  end: number,
  { high, low }: TimeHalves,
  buses: TraceBuses,
  offset: number,
): boolean | undefined {
  const size = end - at;
  const error = errors.get(type);
  if (error !== undefined) {
    const isEvent2 = type >= objectTypes.linMessage2;
    if (size < (isEvent2 ? event2.size : 3)) return false;
    const channel = view.getUint16(isEvent2 ? at + event2.channel : at, true);
    const idAt = withoutId.has(type) ? size : isEvent2 ? event2.id : 2;
    const id =
      size > idAt
        ? ` of frame 0x${(view.getUint8(at + idAt) & 0x3f).toString(16).toUpperCase().padStart(2, '0')}`
        : '';
    buses.lin(channel).error(high, low, `${error}${id}`, offset);
    return true;
  }
  if (type === objectTypes.linMessage) {
    if (size < 4) return false;
    const length = Math.min(view.getUint8(at + 3), 8);
    buses.lin(view.getUint16(at, true)).frame(high, low, view.getUint8(at + 2) & 0x3f, length, offset);
    return true;
  }
  if (type === objectTypes.linMessage2) {
    if (size < event2.head) return false;
    const length = Math.min(view.getUint8(at + event2.length), 8);
    const id = view.getUint8(at + event2.id) & 0x3f;
    buses.lin(view.getUint16(at + event2.channel, true)).frame(high, low, id, length, offset);
    return true;
  }
  return undefined;
}
