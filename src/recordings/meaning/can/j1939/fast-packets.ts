import type { FrameHandler } from '../can-frame.ts';
import { milliseconds } from '../can-message.ts';

/** NMEA 2000: 6 bytes in the first frame, 7 in each of up to 31 others. */
export const longestFastPacket = 6 + 31 * 7;

/** A message takes a few milliseconds; later frames belong to the next cycle of the sequence counter. */
const timeoutMs = 750;

/** Data page 1, where the groups of NMEA 2000 are; SAE J1939-21 transport is not used for them by default. */
export function mayBeFastPacket(id: number): boolean {
  return (id & 0x0300_0000) === 0x0100_0000;
}

/**
 * Reassembles the fast packets of one identifier: the first byte of each frame has a sequence number (3 bits, the
 * same within a message) and a frame counter (5 bits), the second of frame 0 the length. A missing frame costs its
 * message.
 */
export function fastPackets(read: FrameHandler): FrameHandler {
  const buffer = new Uint8Array(longestFastPacket);
  let sequence = 0;
  let next = 0;
  let expected = 0;
  let received = 0;
  let begun = { high: 0, low: 0, offset: 0 };

  function append(data: Uint8Array, from: number, to: number): void {
    const wanted = Math.min(to - from, expected - received);
    for (let i = 0; i < wanted; i += 1) buffer[received + i] = data[from + i] as number;
    received += wanted;
    next += 1;
  }

  return (high, low, data, start, length, offset, flags) => {
    if (length < 2) return;
    const first = data[start] as number;
    const counter = first & 0x1f;
    if (counter === 0) {
      const total = data[start + 1] as number;
      expected = total <= longestFastPacket ? total : 0;
      sequence = first >> 5;
      received = 0;
      next = 0;
      begun = { high, low, offset };
      append(data, start + 2, start + length);
    } else {
      const late = milliseconds(high, low) - milliseconds(begun.high, begun.low) > timeoutMs;
      if (expected === 0 || counter !== next || first >> 5 !== sequence || late) {
        expected = 0;
        return;
      }
      append(data, start + 1, start + length);
    }
    if (expected === 0 || received < expected) return;
    const bytes = expected;
    expected = 0;
    read(begun.high, begun.low, buffer, 0, bytes, begun.offset, flags);
  };
}
