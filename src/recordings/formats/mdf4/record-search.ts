import { incomplete, isNear, type RecordLayouts, unknown } from './record-layouts.ts';

/** Consecutive records that count as proof: two with times that fit, or more where no record has a time. */
const provenRecords = 3;
const provenTimes = 2;
const provenUntimed = 8;
/**
 * Records looked at. All have to fit where their times are far from those before, since the bytes of one frame may look
 * like several records.
 */
const maxRecords = 16;

export interface RecordWindow {
  data: Uint8Array;
  view: DataView;
  /** Nothing follows it. */
  last: boolean;
  /** `high` of the time of the last record read: a row that ends too early to prove itself has to fit to it. */
  lastHigh: number;
}

/** Finds where records of an unsorted data group follow each other. */
export class RecordSearch {
  readonly #layouts: RecordLayouts;

  constructor(layouts: RecordLayouts) {
    this.#layouts = layouts;
  }

  /** The first place from `from` up to `limit` (excluded) at which records begin; −1 where none does. */
  find(window: RecordWindow, from: number, limit: number): number {
    for (let at = from; at < limit; at += 1) {
      if (this.isStart(window, at)) return at;
    }
    return -1;
  }

  /**
   * Whether records follow each other from `start` on, or up to the end of the last window. `jumps`: number of times that
   * need not fit the one before.
   */
  isStart({ data, view, last, lastHigh }: RecordWindow, start: number, jumps = 0): boolean {
    const layouts = this.#layouts;
    const end = data.byteLength;
    let at = start;
    let times = 0;
    let jumped = 0;
    let reference = Number.NaN;
    for (let records = 0; records < maxRecords; records += 1) {
      if (at === end) return last && isNear(reference, lastHigh);
      const size = layouts.sizeAt(data, view, at, end);
      if (size === unknown) return false;
      if (size === incomplete || at + size > end) return records > 1 && isNear(reference, lastHigh);
      const high = layouts.highAt(data, view, at, end);
      if (!isNear(high, reference)) {
        if (jumped === jumps) return false;
        jumped += 1;
        times = 0;
      }
      if (!Number.isNaN(high)) {
        times += 1;
        reference = high;
      }
      at += size;
      const far = jumps === 0 && !isNear(reference, lastHigh);
      const needed = far ? maxRecords : layouts.timed ? provenRecords : provenUntimed;
      const proven = records + 1 >= needed && (!layouts.timed || times >= provenTimes);
      if (proven) return true;
    }
    // Only data without times so far: too little to be sure.
    return false;
  }
}
