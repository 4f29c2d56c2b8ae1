import type { FrameBatch } from '../../meaning/can/frame-batch.ts';
import { batchRows } from '../../meaning/can/frame-columns.ts';
import { maxFrameBytes } from './frame-data.ts';
import type { PieceWindow } from './piece-window.ts';
import {
  isNear,
  type RecordLayout,
  type RecordLayouts,
  type RecordPairs,
  unknown,
} from './record-layouts.ts';
import type { WaitingFrames } from './waiting-frames.ts';

/** Reads records of an unsorted data group as long as each is followed by another. */
export class RecordRun {
  /** `high` of the last record's time. */
  lastHigh = Number.NaN;
  /** Whether the last run ended at a sure record, with no room for the head of another. */
  ranOut = false;
  readonly #layouts: RecordLayouts;
  readonly #bytes: PieceWindow;
  readonly #batch: FrameBatch;
  readonly #at = new Int32Array(batchRows);
  /** `high` of a record whose time did not fit. */
  #oddHigh = Number.POSITIVE_INFINITY;

  constructor(layouts: RecordLayouts, bytes: PieceWindow, batch: FrameBatch) {
    this.#batch = batch;
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
      if (layout.pairs && layout.pairs.values === follower) {
        const paired = this.#readPairs(layout, layout.pairs, at);
        if (paired > at) {
          at = paired;
          const following = layouts.at(data, at);
          if (!following) return at;
          layout = following;
          size = layouts.sizeOf(following, view, at);
          continue;
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
    if (layout.time?.isRecorded) this.#noteTime(layout.time.high);
  }

  /**
   * Frames each with its data bytes behind it, as loggers write them, so that neither has to wait for the other. `at` is a
   * sure record; what is behind the last that is read, whose place this gives, is one too.
   */
  #readPairs(layout: RecordLayout, { reader, values, frames }: RecordPairs, from: number): number {
    const { data, view } = this.#bytes;
    const layouts = this.#layouts;
    const { start, length, offset, count: first, room } = this.#batch;
    const { idBytes, headBytes } = layouts;
    const last = data.byteLength - headBytes;
    let dataOffset = frames.nextOffset;
    let at = from;
    let rows = 0;
    let following: RecordLayout | undefined = layout;
    let lastHigh = this.lastHigh;
    let high = this.#highAt(layout, from);
    if (!isNear(high, lastHigh)) return from;
    while (following === layout && rows < room) {
      const valueAt = at + idBytes + layout.size;
      if (valueAt > last || layouts.at(data, valueAt) !== values) break;
      const bytes = view.getUint32(valueAt + idBytes, true);
      const content = at + idBytes;
      if (bytes > maxFrameBytes || !reader.expects(data, view, content, bytes, dataOffset)) break;
      const valueStart = valueAt + idBytes + 4;
      const next = valueStart + bytes;
      if (next > last) break;
      following = layouts.at(data, next);
      if (!following || layouts.sizeOf(following, view, next) === unknown) break;
      const nextHigh = this.#highAt(following, next);
      if (nextHigh === Number.POSITIVE_INFINITY || !isNear(nextHigh, lastHigh)) break;
      if (!Number.isNaN(high)) lastHigh = high;
      high = nextHigh;
      this.#at[rows] = content;
      start[first + rows] = valueStart;
      length[first + rows] = bytes;
      offset[first + rows] = this.#bytes.offsetOf(at);
      rows += 1;
      dataOffset += 4 + bytes;
      at = next;
    }
    if (rows === 0) return from;
    this.lastHigh = lastHigh;
    reader.fill(data, view, this.#at, rows, layout.records);
    this.#batch.add(rows);
    layout.records += rows;
    values.records += rows;
    frames.passTo(dataOffset);
    return at;
  }

  /** Whether a record whose head is in the window may follow by its time. */
  #fits(layout: RecordLayout, at: number): boolean {
    const high = this.#highAt(layout, at);
    return high !== Number.POSITIVE_INFINITY && isNear(high, this.lastHigh);
  }

  /** `RecordTime.highAt` of a record whose head is in the window; NaN where it has no time. */
  #highAt({ time }: RecordLayout, at: number): number {
    return time?.isRecorded
      ? time.highAt(this.#bytes.data, this.#bytes.view, at + this.#layouts.idBytes)
      : Number.NaN;
  }

  /** Data bytes of another length than their frame declares: its length or theirs may be damaged. */
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
