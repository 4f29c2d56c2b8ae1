import type { TimeHalves } from '../../meaning/can/time-halves.ts';
import type { TraceBuses } from '../traces/trace-buses.ts';
import { objectTypes } from './objects.ts';

/** The error on a LIN bus that each type of object reports. */
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

/** LIN_MESSAGE and similar errors: channel (16 bits), identifier, length, data. `size`: bytes that an error needs. */
const message1 = { channel: 0, size: 3, id: 2, length: 3, head: 4, data: 4 } as const;
/**
 * A LIN 2.x event begins with time (64 bits) and bit rate (32) before the channel; frames continue with the break, and
 * have the times of nine bytes (64 bits each) before the data.
 */
const event2 = { channel: 12, size: 16, id: 37, length: 38, head: 40, data: 112 } as const;

/** Reads objects of LIN buses; false if an object is too short for its fields, undefined if it is of another kind. */
export function readLinObject(
  type: number,
  view: DataView,
  at: number,
  end: number,
  { high, low }: TimeHalves,
  buses: TraceBuses,
  offset: number,
): boolean | undefined {
  const error = errors.get(type);
  if (error !== undefined) return readError(type, error, view, at, end, { high, low }, buses, offset);
  if (type !== objectTypes.linMessage && type !== objectTypes.linMessage2) return undefined;
  const layout = type === objectTypes.linMessage ? message1 : event2;
  if (end - at < layout.head) return false;
  const length = Math.min(view.getUint8(at + layout.length), 8);
  const id = view.getUint8(at + layout.id) & 0x3f;
  const bus = buses.lin(view.getUint16(at + layout.channel, true));
  const hasData = at + layout.data + length <= end;
  const data = hasData ? new Uint8Array(view.buffer, view.byteOffset + at + layout.data, length) : undefined;
  bus.frame(high, low, id, length, offset, data);
  return true;
}

function readError(
  type: number,
  error: string,
  view: DataView,
  at: number,
  end: number,
  { high, low }: Pick<TimeHalves, 'high' | 'low'>,
  buses: TraceBuses,
  offset: number,
): boolean {
  const size = end - at;
  const layout = type >= objectTypes.linMessage2 ? event2 : message1;
  if (size < layout.size) return false;
  const channel = view.getUint16(at + layout.channel, true);
  const idAt = withoutId.has(type) ? size : layout.id;
  const id = size > idAt ? ` of frame 0x${hex(view.getUint8(at + idAt) & 0x3f)}` : '';
  buses.lin(channel).error(high, low, `${error}${id}`, offset);
  return true;
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
