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
  #isTimed = false;
  #width = 0;
  #cells: string[] = [];
  #time = -1;
  #satellites = -1;

  constructor(builder: SummaryBuilder) {
    this.#builder = builder;
  }

  /** Why nothing could be read; undefined if rows are there to be read. */
  get missing(): { kind: 'truncated' | 'unsupported'; what: string } | undefined {
    if (!this.#isData) return { kind: 'truncated', what: 'the recording ends in front of its rows' };
    return this.#isTimed ? undefined : { kind: 'unsupported', what: 'the rows have no column of time' };
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    if (hasControls(bytes, start, end)) return false;
    const text = textOfBytes(bytes.subarray(start, end)).trim();
    if (!this.#isData) {
      this.#isData = this.#header.read(text);
      this.#isTimed = this.#header.hasTime;
      return true;
    }
    if (!this.#isTimed) return true;
    this.#cells = text.split(/\s+/);
    const table = this.#table ?? this.#open(this.#cells.length);
    if (!this.#isTimed) return true;
    if (!table || this.#cells.length !== this.#width) return false;
    return table.row(this, end - start, offset);
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

  /** Once a row has as many cells as there are names. */
  #open(cells: number): Table | undefined {
    const columns = this.#header.columnsOf(cells);
    if (!columns) return undefined;
    const { names, headings } = columns;
    this.#time = names.findIndex((name) => /^time$/i.test(name));
    this.#satellites = names.findIndex((name) => /^sat/i.test(name));
    this.#isTimed = this.#time >= 0;
    if (!this.#isTimed) return undefined;
    this.#width = cells;
    const { createdMs } = this.#header;
    // Times are UTC, the date is that of a clock in any zone.
    const kind: TimeKind = { kind: 'time-of-day', ...(createdMs !== undefined && { nearMs: createdMs }) };
    const time = { index: this.#time, kind, understood: 'time of day in UTC' };
    this.#table = new Table(this.#builder, { headings, sample: [], time, encoding: 'vbo', topic });
    return this.#table;
  }
}
