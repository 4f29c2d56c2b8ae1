import type { TimedFrame } from './can-event.ts';
import { j1939Frame } from './segment.ts';

const frameGap = 0.0005;
const global = 0xff;

/** A message of NMEA 2000 that is sent as fast packets, whatever its length; `sequence` from 0 to 7. */
export function fastPacketFrames(
  at: number,
  pgn: number,
  source: number,
  message: ArrayLike<number>,
  sequence = 0,
): TimedFrame[] {
  const content = [message.length, ...Array.from(message)];
  return Array.from({ length: Math.ceil(content.length / 7) }, (_, index) => {
    const bytes = new Uint8Array(8).fill(0xff);
    bytes.set([(sequence << 5) | index, ...content.slice(index * 7, index * 7 + 7)]);
    return j1939Frame(at + index * frameGap, pgn, source, global, bytes, 6);
  });
}

/** A message of one frame. */
export function singleFrame(at: number, pgn: number, source: number, message: ArrayLike<number>): TimedFrame {
  return j1939Frame(at, pgn, source, global, message, 6);
}
