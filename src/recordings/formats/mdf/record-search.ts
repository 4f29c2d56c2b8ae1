import { incomplete, isNear, type RecordLayouts, unknown } from './record-layouts.ts';

/** Number of consecutive records that count as proof: two with plausible times, or more if no record has a time. */
const provenRecords = 3;
const provenTimes = 2;
const provenUntimed = 8;
/**
 * Number of records examined. All must be plausible if their times are far from the previous ones, since the bytes of
 * one frame may look like several records.
 */
const maxRecords = 16;

export interface RecordWindow {
  data: Uint8Array;
  view: DataView;
  /** Nothing follows it. */
  last: boolean;
  /**
   * `high` of the time of the last record read: a series that ends too early to prove itself must be consistent with
   * it.
   */
  lastHigh: number;
}

/** Finds where records of an unsorted data group follow each other. */
export class RecordSearch {
  readonly #layouts: RecordLayouts;

  constructor(layouts: RecordLayouts) {
    this.#layouts = layouts;
  }

  /** The first place from `from` up to `limit` (excluded) at which records begin; −1 if none does. */
  find(window: RecordWindow, from: number, limit: number): number {
    for (let at = from; at < limit; at += 1) {
      if (this.isStart(window, at)) return at;
    }
    return -1;
  }

  /**
   * Whether records follow each other from `start` on, or up to the end of the last window. `jumps`: number of times
   * that may be implausible after the previous one.
   */
  isStart(window: RecordWindow, start: number, jumps = 0): boolean {
    const { data, view, last, lastHigh } = window;
    const layouts = this.#layouts;
    const end = data.byteLength;
    // Nearly all places without records are rejected here.
    if (layouts.sizeAt(data, view, start, end) === unknown) return false;
    const row = new RecordRow(jumps, lastHigh);
    let at = start;
    for (let records = 0; records < maxRecords; records += 1) {
      if (at === end) return last && row.endsNear;
      const size = layouts.sizeAt(data, view, at, end);
      if (size === unknown) return false;
      if (size === incomplete || at + size > end) return records > 1 && row.endsNear;
      if (!row.follow(layouts.highAt(data, view, at, end))) return false;
      at += size;
      if (row.proves(records + 1, layouts.timed)) return true;
    }
    // Only data without times so far: not enough for certainty.
    return false;
  }
}

/** The times of apparently consecutive records. */
class RecordRow {
  /** Number of times consistent with the previous ones, since the last that was not. */
  #times = 0;
  #jumped = 0;
  #reference = Number.NaN;
  readonly #jumps: number;
  readonly #lastHigh: number;

  constructor(jumps: number, lastHigh: number) {
    this.#jumps = jumps;
    this.#lastHigh = lastHigh;
  }

  /** Whether the last time is consistent with that of the last record read before them. */
  get endsNear(): boolean {
    return isNear(this.#reference, this.#lastHigh);
  }

  /** False if the time of the next record is implausible. */
  follow(high: number): boolean {
    if (!isNear(high, this.#reference)) {
      if (this.#jumped === this.#jumps) return false;
      this.#jumped += 1;
      this.#times = 0;
    }
    if (!Number.isNaN(high)) {
      this.#times += 1;
      this.#reference = high;
    }
    return true;
  }

  proves(records: number, timed: boolean): boolean {
    if (timed && this.#times < provenTimes) return false;
    if (this.#jumps === 0 && !this.endsNear) return records >= maxRecords;
    return records >= (timed ? provenRecords : provenUntimed);
  }
}
