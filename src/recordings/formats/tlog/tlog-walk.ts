import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { type Frame, frameAt, isPlausibleStamp, maxFrame, mayBeFrame, stampAt } from './frame.ts';
import type { MessageIds } from './message-ids.ts';

const dayUs = 24 * 3600 * 1e6;

/** Walks the frames of a telemetry log from the first byte to the last, past any damage. */
export class TlogWalk {
  readonly #reader: ByteReader;
  readonly #ids: MessageIds;
  readonly #damage: DamageLog;
  /** A frame at the reader's position, with its timestamp in microseconds. */
  readonly #onFrame: (frame: Frame, us: number) => void;
  /** Microseconds of the frame before; undefined before one. */
  #lastUs: number | undefined;

  constructor(
    reader: ByteReader,
    { ids, damage, onFrame }: { ids: MessageIds; damage: DamageLog; onFrame(frame: Frame, us: number): void },
  ) {
    this.#reader = reader;
    this.#ids = ids;
    this.#damage = damage;
    this.#onFrame = onFrame;
  }

  async run(): Promise<void> {
    const reader = this.#reader;
    while (reader.remaining > 0) {
      if (reader.available < maxFrame) await reader.fill(Math.min(reader.remaining, maxFrame));
      if (reader.remaining === 0) return;
      const frame = frameAt(reader.bytes, reader.start, reader.end);
      if (!frame || !this.#ids.accepts(reader.bytes, frame)) {
        await this.#recover();
        continue;
      }
      this.#lastUs = stampAt(reader.view, reader.start);
      this.#onFrame(frame, this.#lastUs);
      reader.advance(frame.size);
    }
  }

  /** Searches byte by byte for an intact frame of a known message, and reports the bytes in between. */
  async #recover(): Promise<void> {
    const reader = this.#reader;
    const start = reader.offset;
    const cut = this.#isCut();
    reader.advance(1);
    while (reader.remaining > 0) {
      await reader.fill(Math.min(reader.remaining, 1 << 16));
      const isLast = reader.available === reader.remaining;
      const limit = isLast ? reader.available : reader.available - 2 * maxFrame;
      for (let at = 0; at < limit; at += 1) {
        if (!this.#isSound(reader.start + at)) continue;
        reader.advance(at);
        this.#damage.add('corrupt', start, reader.offset, 'the bytes are no sound frame');
        return;
      }
      reader.advance(limit);
    }
    const what = cut ? 'the recording ends in the middle of a frame' : 'the bytes are no sound frame';
    this.#damage.add(cut ? 'truncated' : 'corrupt', start, reader.size, what);
  }

  #isSound(at: number): boolean {
    const { bytes, view, end } = this.#reader;
    if (!mayBeFrame(bytes, at, end)) return false;
    const frame = frameAt(bytes, at, end);
    if (!frame || !this.#ids.isSound(bytes, frame)) return false;
    const us = stampAt(view, at);
    return isPlausibleStamp(us) && (this.#isNear(us) || this.#isFollowed(at + frame.size, us));
  }

  /**
   * Whether a stamp is of the time of the frame before. A sound frame among damaged bytes may lie within another, as where a
   * radio lost bytes: then what is in front of it is no stamp, but the end of a frame.
   */
  #isNear(us: number): boolean {
    return this.#lastUs === undefined || Math.abs(us - this.#lastUs) < dayUs;
  }

  /** Whether another sound frame of the same day follows: then the clock was set. */
  #isFollowed(at: number, us: number): boolean {
    const { bytes, view, end } = this.#reader;
    const next = frameAt(bytes, at, end);
    return next !== undefined && Math.abs(stampAt(view, at) - us) < dayUs && this.#ids.isSound(bytes, next);
  }

  /** Whether what may be a frame extends beyond the end of the file. */
  #isCut(): boolean {
    const { bytes, start, end, available, remaining } = this.#reader;
    return available === remaining && mayBeFrame(bytes, start, end) && !frameAt(bytes, start, end);
  }
}
