import type { DecodedArray } from 'hyparquet';
import type { RowTime } from '../tables/row-time.ts';

/** The times of the rows of one row group, read once for all of its columns. */
export class RowTimes {
  static readonly bytesPerRow = 17;
  readonly rows: number;
  readonly time: RowTime;
  /** Values of rows without a time. */
  omitted = 0;
  readonly #high: Uint32Array;
  readonly #low: Uint32Array;
  readonly #offsets: Float64Array;
  readonly #known: Uint8Array;

  constructor(rows: number, time: RowTime) {
    this.rows = rows;
    this.time = time;
    this.#high = new Uint32Array(rows);
    this.#low = new Uint32Array(rows);
    this.#offsets = new Float64Array(rows);
    this.#known = new Uint8Array(rows);
  }

  /** Values of the time column from `first` on; `restOf` gives what of the time of a row is in a column of its own. */
  take(first: number, values: DecodedArray, offset: number, restOf: (row: number) => string): void {
    for (let i = 0; i < values.length; i += 1) {
      const row = first + i;
      if (!this.#read(values[i], restOf(row))) continue;
      this.#high[row] = this.time.high;
      this.#low[row] = this.time.low;
      this.#offsets[row] = offset;
      this.#known[row] = 1;
    }
  }

  /** Sets `time` to that of the row; false if it has none. */
  load(row: number): boolean {
    if (this.#known[row] !== 1) return false;
    this.time.high = this.#high[row] as number;
    this.time.low = this.#low[row] as number;
    return true;
  }

  /** The page that the row's time is from. */
  offset(row: number): number {
    return this.#offsets[row] as number;
  }

  #read(value: unknown, rest: string): boolean {
    if (value === null || value === undefined) return false;
    const { kind } = this.time;
    if (kind.kind !== 'number') return this.time.read(String(value), rest);
    if (typeof value === 'number' && !Number.isSafeInteger(value)) return this.time.number(value, kind.unit);
    return this.time.read(String(value));
  }
}
