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
  /** Whether the last run ended at a confirmed record, without the head of another in the window. */
  ranOut = false;
  readonly #layouts: RecordLayouts;
  readonly #bytes: PieceWindow;
  readonly #batch: FrameBatch;
  readonly #at = new Int32Array(batchRows);
  /** `high` of a record whose time was implausible. */
  #oddHigh = Number.POSITIVE_INFINITY;

  constructor(layouts: RecordLayouts, bytes: PieceWindow, batch: FrameBatch) {
    this.#batch = batch;
    this.#layouts = layouts;
    this.#bytes = bytes;
  }

  /**
   * Returns the first record from `at` on that is not confirmed, or after which no head of another is in the window.
   */
  read(from: number): number {
    const layouts = this.#layouts;
    const { data, view } = this.#bytes;
    const end = data.byteLength;
    this.ranOut = false;
    let at = from;
    let size = layouts.sizeAt(data, view, at, end);
    if (size <= 0 || !isNear(layouts.highAt(data, view, at, end), this.lastHigh)) return at;
    let layout = layouts.at(data, at);
    while (layout) {
      const follower = this.#followerOf(layout, at, size);
      if (!follower) return at;
      const paired = layout.pairs?.values === follower ? this.#readPairs(layout, layout.pairs, at) : at;
      if (paired > at) {
        at = paired;
        layout = layouts.at(data, at);
      } else {
        this.readAs(layout, at, size);
        at += size;
        layout = follower;
      }
      size = layout ? layouts.sizeOf(layout, view, at) : unknown;
    }
    return at;
  }

  /** What follows a record, if that confirms it. */
  #followerOf(layout: RecordLayout, at: number, size: number): RecordLayout | undefined {
    const layouts = this.#layouts;
    const { data, view } = this.#bytes;
    const next = at + size;
    if (layout.frames && this.isOdd(layout.frames, size)) return undefined;
    if (next + layouts.headBytes > data.byteLength) {
      this.ranOut = true;
      return undefined;
    }
    const follower = layouts.at(data, next);
    if (!follower || !this.#fits(follower, next)) return undefined;
    return layouts.sizeOf(follower, view, next) === unknown ? undefined : follower;
  }

  readAs(layout: RecordLayout, at: number, size: number): void {
    const { data, view } = this.#bytes;
    layout.records += 1;
    const content = at + this.#layouts.idBytes;
    if (layout.variable) {
      const length = size - this.#layouts.idBytes - 4;
      layout.frames?.arrive(data, content + 4, length);
      for (const owner of layout.owners) owner.arrive(data, content + 4, length);
      return;
    }
    layout.reader?.read(data, view, content, layout.records - 1, this.#bytes.offsetOf(at));
    if (layout.time?.isRecorded) this.#noteTime(layout.time.high);
  }

  /**
   * Frames directly followed by their data bytes, as loggers write them, so that neither has to wait for the other.
   * `at` is a confirmed record; so is the one after the last that is read, whose position is returned.
   */
  #readPairs(layout: RecordLayout, pairs: RecordPairs, from: number): number {
    const { data, view } = this.#bytes;
    const { start, length, offset, count: first, room } = this.#batch;
    const { idBytes } = this.#layouts;
    let dataOffset = pairs.frames.nextOffset;
    let at = from;
    let rows = 0;
    let following: RecordLayout | undefined = layout;
    let high = this.#highAt(layout, from);
    if (!isNear(high, this.lastHigh)) return from;
    while (following === layout && rows < room) {
      const bytes = this.#pairedBytes(layout, pairs, at, dataOffset);
      if (bytes < 0) break;
      const valueStart = at + idBytes + layout.size + idBytes + 4;
      const next = valueStart + bytes;
      following = this.#layoutAt(next);
      if (!following) break;
      const nextHigh = this.#highAt(following, next);
      if (nextHigh === Number.POSITIVE_INFINITY || !isNear(nextHigh, this.lastHigh)) break;
      if (!Number.isNaN(high)) this.lastHigh = high;
      high = nextHigh;
      this.#at[rows] = at + idBytes;
      start[first + rows] = valueStart;
      length[first + rows] = bytes;
      offset[first + rows] = this.#bytes.offsetOf(at);
      rows += 1;
      dataOffset += 4 + bytes;
      at = next;
    }
    if (rows > 0) {
      pairs.reader.fill(data, view, this.#at, rows, layout.records);
      this.#batch.add(rows);
      layout.records += rows;
      pairs.values.records += rows;
      pairs.frames.passTo(dataOffset);
    }
    return at;
  }

  /**
   * How many data bytes follow the frame at `at`; −1 if it is not followed by its own, or not by another head after
   * them.
   */
  #pairedBytes(
    layout: RecordLayout,
    { reader, values }: RecordPairs,
    at: number,
    dataOffset: number,
  ): number {
    const { data, view } = this.#bytes;
    const { idBytes, headBytes } = this.#layouts;
    const last = data.byteLength - headBytes;
    const valueAt = at + idBytes + layout.size;
    if (valueAt > last || this.#layouts.at(data, valueAt) !== values) return -1;
    const bytes = view.getUint32(valueAt + idBytes, true);
    if (bytes > maxFrameBytes || valueAt + idBytes + 4 + bytes > last) return -1;
    return reader.expects(data, view, at + idBytes, bytes, dataOffset) ? bytes : -1;
  }

  /** The layout of a record whose head is in the window; undefined if its size is implausible. */
  #layoutAt(at: number): RecordLayout | undefined {
    const { data, view } = this.#bytes;
    const layout = this.#layouts.at(data, at);
    return layout && this.#layouts.sizeOf(layout, view, at) !== unknown ? layout : undefined;
  }

  /** Whether the time of a record whose head is in the window is plausible. */
  #fits(layout: RecordLayout, at: number): boolean {
    const high = this.#highAt(layout, at);
    return high !== Number.POSITIVE_INFINITY && isNear(high, this.lastHigh);
  }

  /** `RecordTime.highAt` of a record whose head is in the window; NaN if it has no time. */
  #highAt({ time }: RecordLayout, at: number): number {
    return time?.isRecorded
      ? time.highAt(this.#bytes.data, this.#bytes.view, at + this.#layouts.idBytes)
      : Number.NaN;
  }

  /** Data bytes whose length differs from that declared by their frame: either may be damaged. */
  isOdd(frames: WaitingFrames, size: number): boolean {
    const { expected } = frames;
    return !Number.isNaN(expected) && expected !== size - this.#layouts.idBytes - 4;
  }

  /** A single absurd time is ignored; if the clock was set, the second record confirms it. */
  #noteTime(high: number): void {
    if (isNear(high, this.lastHigh) || isNear(high, this.#oddHigh)) this.lastHigh = high;
    else this.#oddHigh = high;
  }
}
