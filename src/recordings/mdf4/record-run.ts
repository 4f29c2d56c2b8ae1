import type { CanFrameReader } from './can-frame-reader.ts';
import type { PieceWindow } from './piece-window.ts';
import { isNear, type RecordLayout, type RecordLayouts, unknown } from './record-layouts.ts';
import type { WaitingFrames } from './waiting-frames.ts';

/** Reads records of an unsorted data group as long as each is followed by another. */
export class RecordRun {
  /** `high` of the last record's time. */
  lastHigh = Number.NaN;
  /** Whether the last run ended at a sure record, for want of room for the head of another. */
  ranOut = false;
  readonly #layouts: RecordLayouts;
  readonly #bytes: PieceWindow;
  /** `high` of a record whose time did not fit. */
  #oddHigh = Number.POSITIVE_INFINITY;

  constructor(layouts: RecordLayouts, bytes: PieceWindow) {
    this.#layouts = layouts;
    this.#bytes = bytes;
  }

  /** Gives the first record from `at` on that is not sure, or behind which no head of another is in the window. */
  read(from: number): number {
    const layouts = this.#layouts;
    const { headBytes } = layouts;
    const { data, view } = this.#bytes;
    const end = data.byteLength;
    this.ranOut = false;
    let at = from;
    let size = layouts.sizeAt(data, view, at, end);
    if (size <= 0 || !isNear(layouts.highAt(data, view, at, end), this.lastHigh)) return at;
    let layout = layouts.at(data, at);
    while (layout) {
      const next = at + size;
      if (layout.frames && this.isOdd(layout.frames, size)) return at;
      if (next + headBytes > end) {
        this.ranOut = true;
        return at;
      }
      const follower = layouts.at(data, next);
      if (!follower || !this.#fits(follower, next)) return at;
      const followerSize = layouts.sizeOf(follower, view, next);
      if (followerSize === unknown) return at;
      const after = next + followerSize;
      if (layout.whole && follower.frames && after + headBytes <= end) {
        const second = layouts.at(data, after);
        if (second && this.#fits(second, after)) {
          const secondSize = layouts.sizeOf(second, view, after);
          if (
            secondSize !== unknown &&
            this.#readWhole(layout, layout.whole, at, follower, next, followerSize)
          ) {
            at = after;
            size = secondSize;
            layout = second;
            continue;
          }
        }
      }
      this.readAs(layout, at, size);
      at = next;
      size = followerSize;
      layout = follower;
    }
    return at;
  }

  readAs(layout: RecordLayout, at: number, size: number): void {
    const { data, view } = this.#bytes;
    layout.records += 1;
    const content = at + this.#layouts.idBytes;
    if (layout.variable) {
      layout.frames?.arrive(data, content + 4, size - this.#layouts.idBytes - 4);
      return;
    }
    layout.reader?.read(data, view, content, layout.records - 1, this.#bytes.offsetOf(at));
    if (layout.time?.told) this.#noteTime(layout.time.high);
  }

  /** A frame and its data bytes side by side, as loggers write them: neither has to wait for the other. */
  #readWhole(
    layout: RecordLayout,
    reader: CanFrameReader,
    at: number,
    values: RecordLayout,
    valueAt: number,
    valueSize: number,
  ): boolean {
    const { data, view } = this.#bytes;
    const { idBytes } = this.#layouts;
    const waiting = values.frames as WaitingFrames;
    const from = valueAt + idBytes + 4;
    const length = valueSize - idBytes - 4;
    const offset = this.#bytes.offsetOf(at);
    if (!reader.readWhole(data, view, at + idBytes, offset, waiting, from, length)) return false;
    layout.records += 1;
    values.records += 1;
    if (layout.time?.told) this.#noteTime(layout.time.high);
    return true;
  }

  /** Whether a record whose head is in the window may follow by its time. */
  #fits({ time }: RecordLayout, at: number): boolean {
    if (!time?.told) return true;
    const high = time.highAt(this.#bytes.data, this.#bytes.view, at + this.#layouts.idBytes);
    return high !== Number.POSITIVE_INFINITY && isNear(high, this.lastHigh);
  }

  /** Data bytes of another length than their frame told: its length or theirs may be damaged. */
  isOdd(frames: WaitingFrames, size: number): boolean {
    const { expected } = frames;
    return !Number.isNaN(expected) && expected !== size - this.#layouts.idBytes - 4;
  }

  /** One absurd time is not followed; where the clock was set, the second record says so. */
  #noteTime(high: number): void {
    if (isNear(high, this.lastHigh) || isNear(high, this.#oddHigh)) this.lastHigh = high;
    else this.#oddHigh = high;
  }
}
