import type { FrameHandler } from '../can-frame.ts';
import { milliseconds } from '../can-message.ts';

/** NMEA 2000: 6 bytes in the first frame, 7 in each of up to 31 others. */
export const longestFastPacket = 6 + 31 * 7;

/** A message takes a few milliseconds; later frames belong to the next cycle of the sequence counter. */
const timeoutMs = 750;

/** Values of the sequence counter. */
const sequences = 8;

/** Data page 1, where the groups of NMEA 2000 are; SAE J1939-21 transport is not used for them by default. */
export function mayBeFastPacket(id: number): boolean {
  return (id & 0x0300_0000) === 0x0100_0000;
}

/** A message that is being put together. */
interface Begun {
  buffer: Uint8Array;
  expected: number;
  received: number;
  /** Counter of the next frame. */
  next: number;
  high: number;
  low: number;
  offset: number;
}

/**
 * Reassembles the fast packets of one identifier: the first byte of each frame has a sequence number (3 bits, the
 * same within a message) and a frame counter (5 bits), the second of frame 0 the length. Messages of different sequence
 * numbers may be interleaved. A missing frame costs its message.
 *
 * @param lost called for a message of which the first frame was read, but not all others; at the frame that shows it.
 */
export function fastPackets(read: FrameHandler, lost: FrameHandler = () => {}): FrameHandler {
  // A message is valid only during the call of `read`, so that each sequence number needs one buffer.
  const buffers: Uint8Array[] = [];
  const begun: (Begun | undefined)[] = new Array(sequences).fill(undefined);

  function append(message: Begun, data: Uint8Array, from: number, to: number): boolean {
    const wanted = Math.min(to - from, message.expected - message.received);
    for (let i = 0; i < wanted; i += 1) message.buffer[message.received + i] = data[from + i] as number;
    message.received += wanted;
    message.next += 1;
    return message.received >= message.expected;
  }

  return (high, low, data, start, length, offset, flags) => {
    if (length < 2) return;
    const first = data[start] as number;
    const counter = first & 0x1f;
    const sequence = first >> 5;
    let message = begun[sequence];
    let from = start + 1;
    if (counter === 0) {
      if (message) lost(high, low, data, start, length, offset, flags);
      const expected = data[from] as number;
      from += 1;
      message = undefined;
      if (expected > 0 && expected <= longestFastPacket) {
        buffers[sequence] ??= new Uint8Array(longestFastPacket);
        message = { buffer: buffers[sequence], expected, received: 0, next: 0, high, low, offset };
      }
      begun[sequence] = message;
    } else if (message) {
      const late = milliseconds(high, low) - milliseconds(message.high, message.low) > timeoutMs;
      if (counter !== message.next || late) {
        begun[sequence] = undefined;
        lost(high, low, data, start, length, offset, flags);
        return;
      }
    }
    if (!message || !append(message, data, from, start + length)) return;
    begun[sequence] = undefined;
    read(message.high, message.low, message.buffer, 0, message.expected, message.offset, flags);
  };
}
