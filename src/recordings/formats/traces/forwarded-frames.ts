import { crc32 } from '../../bytes/crc32.ts';
import type { NetworkPayload } from '../../meaning/network/network-payload.ts';

/** How a frame came to a channel: from the network, from the recorder's own programs, or from another channel that it bridges. */
export type FrameWay = 'received' | 'sent' | 'forwarded';

/**
 * Nanoseconds by which a frame leaves later than it came. A frame of 1,500 bytes takes 1.2 ms at 10 Mbit/s, and a bridge may have some
 * before it in its queue; one that only looks like a copy must be closer.
 */
const latest = { forwarded: 10_000_000, sent: 1_000_000 } as const;

/** Frames among which the first one of a copy is looked for. */
const remembered = 32;
const two32 = 2 ** 32;

interface Seen {
  crc: number;
  size: number;
  channel: number;
  high: number;
  low: number;
}

/** Tells the copies of frames that a bridge of the recorder sends on another channel, so that a packet counts once. */
export class ForwardedFrames {
  readonly #seen: Seen[] = [];
  #next = 0;

  /** Whether the same bytes came before on another channel, or on any if the recorder says that it forwarded them. */
  isCopy({ bytes, start, end, high, low }: NetworkPayload, channel: number, way: FrameWay): boolean {
    const crc = crc32(bytes.subarray(start, end));
    const size = end - start;
    const isLate = (seen: Seen, most: number) => {
      const step = (high - seen.high) * two32 + (low - seen.low);
      return step < 0 || step > most;
    };
    const isCopy =
      way !== 'received' &&
      this.#seen.some(
        (seen) =>
          seen.crc === crc &&
          seen.size === size &&
          (way === 'forwarded' || seen.channel !== channel) &&
          !isLate(seen, latest[way]),
      );
    // A copy may be forwarded once more; the frame itself is the first.
    if (!isCopy) this.#remember({ crc, size, channel, high, low });
    return isCopy;
  }

  #remember(seen: Seen): void {
    this.#seen[this.#next] = seen;
    this.#next = (this.#next + 1) % remembered;
  }
}
