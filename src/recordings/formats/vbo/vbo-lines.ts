import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TimeKind } from '../tables/row-time.ts';
import { type Row, Table } from '../tables/table.ts';
import { hasControls, textOfBytes } from '../text/ascii.ts';
import type { LineReader } from '../text/line-walk.ts';
import { VboHeader } from './vbo-header.ts';

const topic = 'table';
/** Racelogic: 64 is added where the brake trigger is pressed, 128 with differential corrections. */
const satelliteBits = 63;

/** Reads the rows of a VBO file: columns of fixed places, with blanks between them. */
export class VboLines implements LineReader, Row {
  readonly #builder: SummaryBuilder;
  readonly #header = new VboHeader();
  #table: Table | undefined;
  #isData = false;
  #cells: string[] = [];
  #time = -1;
  #satellites = -1;

  constructor(builder: SummaryBuilder) {
    this.#builder = builder;
  }

  /** Why nothing could be read; undefined if rows are there to be read. */
  get missing(): { kind: 'truncated' | 'unsupported'; what: string } | undefined {
    if (this.#table) return undefined;
    return this.#isData
      ? { kind: 'unsupported', what: 'the rows have no column of time' }
      : { kind: 'truncated', what: 'the recording ends in front of its rows' };
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    if (hasControls(bytes, start, end)) return false;
    const text = textOfBytes(bytes.subarray(start, end)).trim();
    if (!this.#isData) {
      this.#isData = this.#header.read(text);
      if (this.#isData) this.#open();
      return true;
    }
    this.#cells = text.split(/\s+/);
    if (!this.#table) return true;
    if (this.#cells.length !== this.#header.columns.length) return false;
    return this.#table.row(this, end - start, offset);
  }

  restart(): number {
    return -1;
  }

  number(index: number): number {
    const text = this.#cells[index] ?? '';
    const value = /^[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    return index === this.#satellites ? value & satelliteBits : value;
  }

  /** The time as `10:33:53.00`. */
  text(index: number): string {
    const cell = this.#cells[index] ?? '';
    return index === this.#time ? cell.replace(/^(\d\d)(\d\d)(\d\d)/, '$1:$2:$3') : cell;
  }

  #open(): void {
    const { columns, headings, createdMs } = this.#header;
    this.#time = columns.findIndex((name) => /^time$/i.test(name));
    this.#satellites = columns.findIndex((name) => /^sat/i.test(name));
    if (this.#time < 0) return;
    // Times are UTC, the date is that of a clock in any zone.
    const kind: TimeKind = { kind: 'time-of-day', ...(createdMs !== undefined && { nearMs: createdMs }) };
    const time = { index: this.#time, kind, understood: 'time of day in UTC' };
    this.#table = new Table(this.#builder, { headings, sample: [], time, encoding: 'vbo', topic });
  }
}
