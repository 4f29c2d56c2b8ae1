import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { type Frame, frameAt, isPlausibleStamp, maxFrame, mayBeFrame, stampAt } from './frame.ts';
import type { MessageIds } from './message-ids.ts';

/** Walks the frames of a telemetry log from the first byte to the last, past any damage. */
export class TlogWalk {
  readonly #reader: ByteReader;
  readonly #ids: MessageIds;
  readonly #damage: DamageLog;
  /** A frame at the reader's position, with its timestamp in microseconds. */
  readonly #onFrame: (frame: Frame, us: number) => void;

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
      this.#onFrame(frame, stampAt(reader.view, reader.start));
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
      const limit = isLast ? reader.available : reader.available - maxFrame;
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
    return frame !== undefined && isPlausibleStamp(stampAt(view, at)) && this.#ids.isSound(bytes, frame);
  }

  /** Whether what may be a frame extends beyond the end of the file. */
  #isCut(): boolean {
    const { bytes, start, end, available, remaining } = this.#reader;
    return available === remaining && mayBeFrame(bytes, start, end) && !frameAt(bytes, start, end);
  }
}
